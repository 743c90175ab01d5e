PYTHON ?= python3
BIN := .venv/bin
CORES = $(shell $(BIN)/python -c "import os; print(os.cpu_count() or 1)")
# Twice the cores: many tests wait for a screen or another process.
WORKERS = $(shell $(BIN)/python -c "import os; print(2 * (os.cpu_count() or 1))")

.PHONY: run test torture fuzz interop lint bench figures screenshots readme clean

run: .venv/run
	@$(BIN)/factdesk

test: .venv/dev
	@$(BIN)/python -m pytest -n $(WORKERS)

torture: .venv/dev
	@FACTDESK_TORTURE=1 $(BIN)/python -m pytest tests/db
	@FACTDESK_TORTURE=1 $(BIN)/python -m pytest tests/end_to_end
	@FACTDESK_TORTURE=1 $(BIN)/python -m pytest -n $(CORES) tests/hostile

# For so many seconds each of its targets is tried; they run side by side.
fuzz: .venv/dev
	@FACTDESK_FUZZ=$${FACTDESK_FUZZ:-60} $(BIN)/python -m pytest -n $(CORES) tests/hostile/test_hostile_fuzz.py

interop: .venv/dev
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group interop
	@$(BIN)/python -m pytest tests/interop -rs

lint: .venv/dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

bench: .venv/dev
	@$(BIN)/python -m tests.bench --all

figures: .venv/dev
	@$(BIN)/python -m tests.bench "bare app" shipped "of 1 MB" command: key: copies: revise:

screenshots: .venv/dev
	@$(BIN)/python -m tests.screenshots

readme: .venv/dev
	@$(BIN)/python -m tests.readme

clean:
	rm -rf .venv dist

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("factdesk needs Python 3.11 or newer: make PYTHON=python3.x" if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"

.venv/run: .venv/bin/python pyproject.toml
	@echo "Installing factdesk into .venv (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[docx,web,xlsx]'
	@touch $@

.venv/dev: .venv/run
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev
	@touch $@

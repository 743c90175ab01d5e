"""The program."""

import gc
import sys

from tui import complain
from tui.cli import cli

ALLOCATIONS = 100_000
"""How many more objects there must be before the next look for cycles; the usual 700 slow every start by a tenth."""


def main() -> None:
    """Run factdesk and leave with its exit status."""
    gc.set_threshold(ALLOCATIONS)
    sys.exit(complain.run(lambda: cli.main(prog_name="factdesk", standalone_mode=False)))


if __name__ == "__main__":
    main()

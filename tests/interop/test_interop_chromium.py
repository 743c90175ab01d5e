"""The annotated copy in a browser that nobody here wrote. Run by `make interop`; skipped where there is no Chromium."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from db.desk import Desk
from db.drafts import Draft, DraftClaim
from db.exports.to_file import export_to
from db.queries import articles
from tests.db.exports.test_html_copy import HOSTILE, Page

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)
QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="needs Chromium")

TEXT = (
    f"\n{HOSTILE}\n\tTabs,  spaces, 🌉 and a family 👨‍👩‍👧; עברית and ﷽.\n\n\n"
    '<img src="https://outside.example/x.png" onerror="fetch(\'https://outside.example/\')">\x0c\x7f\x85\u2028 end\n'
)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """The annotated copy of a hostile article."""
    claims = (DraftClaim(TEXT[1:40], 1, 40), DraftClaim(TEXT[20:90], 20, 90), DraftClaim("spaces, 🌉"))
    path = tmp_path / "copy.html"
    with Desk(tmp_path / "desk.db", "maria") as desk:
        desk.articles.add([Draft(TEXT, HOSTILE, url="https://outside.example/a", claims=claims)])
        export_to(desk.connection, "html", articles.names(desk.connection), path)
    return path


def chromium(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Runs the browser without a window."""
    return subprocess.run([CHROMIUM, *QUIET, *arguments], capture_output=True, timeout=120, check=True)


def test_the_browser_finds_the_articles_own_text(page: Path) -> None:
    done = chromium("--dump-dom", page.as_uri())
    assert Page(done.stdout.decode()).texts == [TEXT]


def test_it_asks_for_nothing_and_complains_of_nothing(page: Path, tmp_path: Path) -> None:
    log = tmp_path / "net.json"
    done = chromium("--enable-logging=stderr", f"--log-net-log={log}", "--dump-dom", page.as_uri())
    assert b"CONSOLE" not in done.stderr
    assert page.name in log.read_text("utf-8")
    assert "outside.example" not in json.dumps(json.loads(log.read_text("utf-8"))["events"])

"""The program."""

import sys

from tui import complain
from tui.cli import cli


def main() -> None:
    """Run factdesk and leave with its exit status."""
    sys.exit(complain.run(lambda: cli.main(prog_name="factdesk", standalone_mode=False)))


if __name__ == "__main__":
    main()

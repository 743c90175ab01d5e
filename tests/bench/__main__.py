"""`python -m tests.bench [--all] [NAME…]`: prints the budget's table, or the rows whose names contain a NAME.

Then, for the whole budget, how the cost grows with the desk, and what placing claims in a new text gets right beside
what else is used for it. Slow rows are run with `--all`, or where a NAME finds them; the desk of a million claims is
grown with `--all` only. The exit status is 0 whatever comes out: this informs.
"""

import sys
import tempfile
from itertools import chain
from pathlib import Path

from tests.bench import desks, growth, revisions
from tests.bench.rows import ROWS, Bench, Row
from tests.bench.timing import NoAnswer


def line(row: Row, bench: Bench) -> str:
    """Measure one row; gives its line of the table."""
    try:
        result = row.measure(bench)
    except NoAnswer as reason:
        return f"{row.name:<52} not measured: {reason}"
    ratio = result.ours / result.baseline
    verdict = "ok" if ratio <= row.budget else "OVER"
    ours, baseline = (f"{value:.1f} {result.unit}" for value in (result.ours, result.baseline))
    return (
        f"{row.name:<52} {ours:>10} {baseline:>10} {ratio:>6.2f} {'≤ ' + format(row.budget, '.2f'):>8} {verdict:<5}"
        f"±{result.spread / 2:.0%}"
    )


def main(arguments: list[str]) -> None:
    """Measure and print the rows that were asked for."""
    names = [name for name in arguments if name != "--all"]
    wanted = [row for row in ROWS if any(name in row.name for name in names) or not names]
    wanted = [row for row in wanted if names or not row.slow or "--all" in arguments]
    print(f"{'what':<52} {'ours':>10} {'baseline':>10} {'ratio':>6} {'budget':>8} {'':<5}spread")
    with tempfile.TemporaryDirectory(dir=desks.folder()) as scratch:
        bench = Bench(Path(scratch))
        for row in wanted:
            print(line(row, bench), flush=True)
        if not names:
            sizes = growth.SIZES if "--all" in arguments else growth.SIZES[:-1]
            for told in chain([""], growth.table(bench.made_up, sizes), [""], revisions.table()):
                print(told, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])

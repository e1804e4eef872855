"""Run the benchmarks named (all by default) and print a table; exit 1 when a row misses what is wanted."""

import platform
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.bench import desk, feeds, plan_and_store, push, records, service, ticks
from tests.bench.row import Row, progress

Measure = Callable[[Path], Sequence[Row]]
ALL: dict[str, Measure] = {
    "plan": plan_and_store.measure,
    "tick": ticks.measure,
    "records": records.measure,
    "serve": service.measure,
    "feeds": feeds.measure,
    "push": push.measure,
    "desk": desk.measure,
}
VERDICTS = {None: "not judged", True: "held", False: "MISSED"}


def main() -> None:
    chosen = sys.argv[1:] or list(ALL)
    machine = f"{platform.node()}, {platform.machine()}, Python {platform.python_version()}"
    table = Table("What", "Wanted", "Measured", "", title=f"Benchmarks on {machine}")
    missed = False
    for name in chosen:
        with tempfile.TemporaryDirectory() as folder:
            for row in ALL[name](Path(folder)):
                table.add_row(row.what, row.wanted, row.measured, VERDICTS[row.held])
                progress(f"{name}: {row.what}: {row.measured}, {VERDICTS[row.held]}")
                missed |= row.held is False
    Console(width=140).print(table)
    sys.exit(missed)


if __name__ == "__main__":
    main()

"""Run the benchmarks named (all by default), print a table; exit 1 when one could not be run."""

import platform
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.bench import feeds, plan_and_store, push, service, ticks

Measure = Callable[[Path], list[tuple[str, str, str]]]
ALL: dict[str, Measure] = {
    "plan": plan_and_store.measure,
    "tick": ticks.measure,
    "serve": service.measure,
    "feeds": feeds.measure,
    "push": push.measure,
}


def main() -> None:
    chosen = sys.argv[1:] or list(ALL)
    machine = f"{platform.node()}, {platform.machine()}, Python {platform.python_version()}"
    table = Table("What", "Wanted", "Measured", title=f"Benchmarks on {machine}")
    for name in chosen:
        with tempfile.TemporaryDirectory() as folder:
            for row in ALL[name](Path(folder)):
                table.add_row(*row)
    Console(width=140).print(table)


if __name__ == "__main__":
    main()

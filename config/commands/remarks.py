"""What a person should look at, printed."""

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text


def tell(console: Console, lines: Iterable[str]) -> None:
    """Each remark on a line of its own."""
    for line in lines:
        console.print(Text(f"• {line}", style="yellow"), soft_wrap=True)

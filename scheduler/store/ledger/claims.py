"""Ends that were kept outside the machine, held against the chains: what finds a chain that was sealed anew."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from scheduler.errors import Fault, FaultKind
from scheduler.store.ledger.chains import INSTALLATION, START, End

# "phu-tho 1234 ab12cd34ef567890", and as the program printed it when there was one chain: "12 dòng, dấu cuối ab…"
_PRINTED = re.compile(
    r"(?:(?<!\S)(?P<chain>[a-z0-9][a-z0-9-]*) )?(?<![0-9A-Za-z])(?P<seq>[0-9]+)[^0-9]+?"
    r"(?<![0-9A-Za-z])(?P<hash>[0-9a-f]{8,64})\W*$"
)
# of `ledger verify --json`, however the lines are broken
_JSON = re.compile(
    r'"(?P<chain>[a-z0-9-]*)":\s*{\s*"entries":\s*(?P<seq>[0-9]+),\s*"seal":\s*"(?P<hash>[0-9a-f]{64})"'
)


def read(text: str) -> list[End]:
    """All ends in `text`: one a line, or as `ledger verify --json` gave them."""
    given = [_end(found) for found in _JSON.finditer(text)]
    return given or [end for line in text.splitlines() if (end := parse(line))]


def parse(line: str) -> End | None:
    """The end in a line that was printed or sent, its seal whole or only the first digits; None when it has none."""
    found = _PRINTED.search(line.strip())
    return _end(found) if found else None


def _end(found: re.Match[str]) -> End:
    return End(found["chain"] or INSTALLATION, int(found["seq"]), found["hash"])


class Claims:
    """Ends told from outside, and which of them no chain has had yet."""

    def __init__(self, claimed: Iterable[End]) -> None:
        self._open: dict[tuple[object, object], set[str]] = defaultdict(set)
        for end in claimed:
            if end.seq or not START.startswith(end.hash):  # every chain was empty once
                self._open[end.chain, end.seq].add(end.hash)

    def hear(self, line: Mapping[str, object]) -> None:
        """A chain ended once with `line`."""
        where = line["chain"], line["seq"]
        if where in self._open:
            had = str(line["hash"])
            self._open[where] = {one for one in self._open[where] if not had.startswith(one)}

    def unmet(self) -> Iterator[Fault]:
        """What no chain has had."""
        for (chain, seq), seals in self._open.items():
            for seal in sorted(seals):
                yield Fault(FaultKind.CLAIM, str(chain), int(str(seq)), detail=seal)

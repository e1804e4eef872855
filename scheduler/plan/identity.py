"""Names that outlive every edit: by what a calendar knows an entry again, wherever it was told of it."""

import hashlib
from datetime import timedelta
from urllib.parse import quote

UID_OCTETS = 255
RIGHT_AFTER = timedelta(seconds=1)  # what HTTP and iCalendar can tell from the moment itself
_HERE = "@thidua"


def uid(name: tuple[str, ...]) -> str:
    """UID of what is called `name`: printable ASCII, ≤ 255 octets, the same for ever, different for different names.

    RFC 5545 3.8.4.7. Every part is quoted, so "+" only ever separates; an overlong one is replaced by its hash.
    """
    plain = "+".join(quote(part, safe="", errors="surrogatepass") for part in name)
    if len(plain) + len(_HERE) > UID_OCTETS:
        plain = "sha256+" + hashlib.sha256(plain.encode()).hexdigest()
    return plain + _HERE


def deadline_name(issuer: str, campaign: str, key: str, unit: str | None) -> tuple[str, ...]:
    """The name of a deadline: `key` is "duty/occurrence"; `unit` is None where all units are meant."""
    parts = (issuer, campaign, "deadline", key)
    return parts if unit is None else (*parts, unit)


def page_path(name: tuple[str, ...]) -> str:
    """Where the public page of what is called `name` is, below our address: the same for every unit, and no secret."""
    issuer, campaign, kind, key = name[:4]
    return quote(f"cong-khai/{issuer}/{campaign}/muc/{kind}/{key}")


def campaign_path(path: str) -> str:
    """Where the public page of the campaign is of which `page_path` gave `path` for a part."""
    return path.partition("/muc/")[0]


def sequence(revisions: int) -> int:
    """SEQUENCE of a row whose revisions sum up to this (RFC 5545 3.8.7.4): it grows with each."""
    return 2 * revisions


def deadline_sequence(*, occurrence: int, obligation: int, renamed: int, overdue: bool) -> int:
    """SEQUENCE of a deadline, in feeds and mails: it grows with each revision, and once more when the due passes.

    `renamed` counts the new names of what it shows: of the campaign, of who owes, of whom it goes to.
    """
    return sequence(occurrence + obligation + renamed) + overdue

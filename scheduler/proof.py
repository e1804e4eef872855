"""What a duty wants with a report, as codes: what is asked for, and how it is made and sent, which is only told."""

from collections.abc import Iterable

ASKED = ("number", "file", "note")  # handed in through us
FORM, CHANNEL = "form", "channel"  # with words of the definition: "form:Mẫu số 01"

_ESCAPES = (("%", "%25"), (",", "%2C"))


def code(kind: str, text: str) -> str:
    """The code of a form or channel that `text` names."""
    return f"{kind}:{text}"


def texts(proof: Iterable[str], kind: str) -> tuple[str, ...]:
    """What `proof` names as `kind`, a form or channel, in its order."""
    start = f"{kind}:"
    return tuple(one.removeprefix(start) for one in proof if one.startswith(start))


def asked(proof: Iterable[str]) -> tuple[str, ...]:
    """The part of `proof` without which nothing can be handed in."""
    return tuple(one for one in proof if one in ASKED)


def join(proof: Iterable[str]) -> str:
    """As one column holds it: joined by commas, those of texts as "%2C". "number,file" as ever."""
    return ",".join(_replaced(one, _ESCAPES) for one in proof)


def split(stored: str) -> tuple[str, ...]:
    """The codes that `join` made `stored` of."""
    back = tuple((there, here) for here, there in reversed(_ESCAPES))
    return tuple(_replaced(one, back) for one in stored.split(",")) if stored else ()


def _replaced(text: str, pairs: Iterable[tuple[str, str]]) -> str:
    for old, new in pairs:
        text = text.replace(old, new)
    return text

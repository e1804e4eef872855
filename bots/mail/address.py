"""Which texts are mail addresses."""

import re

# Plain ASCII addresses, no quoted local parts: what units of this country have, and every server takes.
_ADDRESS = re.compile(
    r"(?=.{3,254}\Z)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*"
)


def is_address(text: str) -> bool:
    """Whether mail can be addressed to `text`."""
    local = text.partition("@")[0]
    return len(local) <= 64 and _ADDRESS.fullmatch(text) is not None

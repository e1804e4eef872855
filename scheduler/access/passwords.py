"""Passwords: how they are judged, stored and compared.

argon2id at 19 MiB and two passes (OWASP Password Storage Cheat Sheet), one at a time in the process and always in the
same thread: glibc keeps what a thread has freed for that thread, so that many who try at once would leave 19 MiB each
behind, lock or no lock. Slow on purpose: never within a transaction.
"""

import unicodedata
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from scheduler.errors import WeakPassword, WhyWeak

if TYPE_CHECKING:
    from pwdlib.hashers.argon2 import Argon2Hasher

# characters; NIST SP 800-63B 5.1.1.2: length, and no rules of composition
SHORTEST, LONGEST = 12, 256
MEMORY_KIB, PASSES = 19 * 1024, 2
# costs what a real one costs, and nothing known hashes to it
_NOBODYS = f"$argon2id$v=19$m={MEMORY_KIB},t={PASSES},p=1$dGhpZHVhLW5vYm9keQ$" + "A" * 43
_ONE_AT_A_TIME = ThreadPoolExecutor(1, "argon2")  # its thread begins with the first password
# of the lists of what is tried first, those of 12 characters and more, and ours; without what is no letter or digit
_OBVIOUS = frozenset(
    (
        "administrator",
        "changemenow",
        "iloveyouforever",
        "letmeinplease",
        "matkhaumatkhau",
        "matkhaucuatoi",
        "matkhau123456",
        "passwordpassword",
        "password1234",
        "passw0rd1234",
        "qwertyuiopasdf",
        "qwertyuiop123",
        "quantrivien123",
        "thiduakhenthuong",
        "thidua123456",
        "thidua2024thidua",
        "welcome123456",
        "emyeuanhnhieulam",
        "anhyeuemnhieulam",
        "vietnamvodich",
    )
)
_ROWS = (
    "01234567890123456789",
    "98765432109876543210",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
)


@dataclass(frozen=True)
class Compared:
    """Whether it is the password; `renewed`: its hash by today's parameters, where the stored one has others."""

    matches: bool
    renewed: str | None = None


def require_good(password: str, name: str) -> None:
    """Raises WeakPassword for one that is too short or long, the name of the account or little more, or obvious."""
    said = _plain(password)
    if len(unicodedata.normalize("NFC", password)) < SHORTEST:
        raise WeakPassword(WhyWeak.SHORT)
    if len(password) > LONGEST:
        raise WeakPassword(WhyWeak.LONG)
    if len(said.replace(_plain(name), "")) < SHORTEST // 2 and _plain(name) in said:
        raise WeakPassword(WhyWeak.NAME)
    if said in _OBVIOUS or any(said in row * 2 for row in _ROWS) or _is_repeated(said):
        raise WeakPassword(WhyWeak.OBVIOUS)


def make_hash(password: str) -> str:
    """What is stored of it; takes some 19 MiB and a moment."""
    return _ONE_AT_A_TIME.submit(_hasher().hash, _normal(password)).result()


def compare(password: str, stored: str | None) -> Compared:
    """Whether `stored` was made of it. None, of an unknown name, costs as much as a wrong password."""
    if len(password) > LONGEST:
        return Compared(matches=False)
    normal, hasher = _normal(password), _hasher()
    verified = _ONE_AT_A_TIME.submit(hasher.verify, normal, stored or _NOBODYS).result()
    matches = verified and stored is not None
    if matches and stored and hasher.check_needs_rehash(stored):
        return Compared(matches=True, renewed=make_hash(password))
    return Compared(matches)


@cache
def _hasher() -> "Argon2Hasher":
    from pwdlib.hashers.argon2 import Argon2Hasher  # noqa: PLC0415 - slow, and only who signs in needs it

    return Argon2Hasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=1)


def _normal(password: str) -> str:
    """One sequence of code points however a keyboard composes Vietnamese letters (NIST SP 800-63B 5.1.1.2: NFKC)."""
    return unicodedata.normalize("NFKC", password)


def _plain(said: str) -> str:
    return "".join(one for one in _normal(said).casefold() if one.isalnum())


def _is_repeated(said: str) -> bool:
    """ "aaaaaaaaaaaa", "123123123123": a few characters again and again."""
    return any(said == (said[:n] * len(said))[: len(said)] for n in range(1, 5))

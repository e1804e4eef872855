"""Passwords are judged by length, stored by argon2 and compared one at a time."""

import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pwdlib.hashers.argon2 import Argon2Hasher

from scheduler.access import passwords
from scheduler.errors import WeakPassword, WhyWeak

GOOD = "bốn con cò trắng"


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("", WhyWeak.SHORT),
        ("mười một ký", WhyWeak.SHORT),
        (unicodedata.normalize("NFD", "mười một ký"), WhyWeak.SHORT),
        ("x" * 257, WhyWeak.LONG),
        ("quan-tri-snv", WhyWeak.NAME),
        ("Quan.Tri.SNV 2024!", WhyWeak.NAME),
        ("aaaaaaaaaaaa", WhyWeak.OBVIOUS),
        ("123123123123", WhyWeak.OBVIOUS),
        ("123456789012", WhyWeak.OBVIOUS),
        ("9876543210 98", WhyWeak.OBVIOUS),
        ("qwertyuiop asdf", WhyWeak.OBVIOUS),
        ("Mat khau 123456", WhyWeak.OBVIOUS),
        ("Password-1234", WhyWeak.OBVIOUS),
        ("            ", WhyWeak.OBVIOUS),
        ("!!!!!!!!!!!!!", WhyWeak.OBVIOUS),
    ],
)
def test_a_password_is_refused_for_what_is_wrong_with_it(password: str, why: WhyWeak) -> None:
    with pytest.raises(WeakPassword) as caught:
        passwords.require_good(password, "quan-tri.snv")
    assert caught.value.reason is why


@pytest.mark.parametrize(
    "password",
    [GOOD, "x7#kQ0-zPm2!", "quan-tri-snv nuôi bốn con cò", "mười hai chữ", "k" * 6 + "lamnqt"],
)
def test_length_is_all_that_is_asked(password: str) -> None:
    passwords.require_good(password, "quan-tri.snv")


def test_a_hash_is_argon2id_at_19_mib_and_never_twice_the_same() -> None:
    one, two = passwords.make_hash(GOOD), passwords.make_hash(GOOD)
    assert one != two and GOOD not in one
    assert one.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


@settings(max_examples=8)
@given(st.text(min_size=1, max_size=40), st.text(min_size=1, max_size=40))
def test_a_hash_is_matched_by_its_password_alone(one: str, other: str) -> None:
    stored = passwords.make_hash(one)
    assert passwords.compare(one, stored) == passwords.Compared(matches=True)
    same = unicodedata.normalize("NFKC", one) == unicodedata.normalize("NFKC", other)
    assert passwords.compare(other, stored).matches == same


def test_a_keyboard_that_composes_letters_otherwise_opens_the_same() -> None:
    stored = passwords.make_hash(unicodedata.normalize("NFC", GOOD))
    assert passwords.compare(unicodedata.normalize("NFD", GOOD), stored).matches


def test_nothing_matches_nobody() -> None:
    assert not passwords.compare(GOOD, None).matches
    assert not passwords.compare("", None).matches
    assert not passwords.compare("x" * 300, passwords.make_hash("x" * 300)).matches


def test_an_unknown_name_costs_what_a_wrong_password_costs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same number of passes over the same memory; time itself is a poor witness on a busy machine."""
    hasher, costs = passwords._hasher(), []
    verify = hasher.verify

    def counted(password: str, stored: str) -> bool:
        costs.append(stored.rsplit("$", 2)[0])
        return verify(password, stored)

    monkeypatch.setattr(hasher, "verify", counted)
    passwords.compare("sai", passwords.make_hash(GOOD))
    passwords.compare("sai", None)
    assert costs[0] == costs[1] and len(costs) == 2


def test_a_hash_of_other_parameters_is_renewed_by_who_knows_the_password() -> None:
    old = Argon2Hasher(time_cost=1, memory_cost=8 * 1024, parallelism=1).hash(GOOD)
    assert passwords.compare("sai", old) == passwords.Compared(matches=False)
    compared = passwords.compare(GOOD, old)
    assert compared.matches and compared.renewed is not None
    assert passwords.compare(GOOD, compared.renewed) == passwords.Compared(matches=True)


MANY_AT_ONCE = """
import resource, threading
from scheduler.access import passwords
stored = passwords.make_hash("bốn con cò trắng")
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
threads = [threading.Thread(target=passwords.compare, args=("sai", stored)) for _n in range(12)]
for one in threads: one.start()
for one in threads: one.join()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def test_many_at_once_take_the_memory_of_one() -> None:
    """Measured in a process of its own: its peak after twelve at once against that after one."""
    done = subprocess.run(
        [sys.executable, "-c", MANY_AT_ONCE], capture_output=True, text=True, check=True
    )
    assert int(done.stdout) < passwords.MEMORY_KIB


def test_who_does_not_sign_in_does_not_load_it() -> None:
    code = "import sys, scheduler.access.signing_in; print('argon2' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"

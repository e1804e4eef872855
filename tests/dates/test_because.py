"""A reason typed beside a date: the date is read, the reason handed on as it was typed."""

import pytest

from scheduler.dates import reading
from tests.dates.spoken import NOW, ZONE


def parted(phrase: str) -> tuple[str, str]:
    found, reason = reading.read_with_reason(phrase, now=NOW, zone=ZONE)
    return reading.notation(found), reason


@pytest.mark.parametrize(
    ("phrase", "date", "reason"),
    [
        ("9/8 vì chờ số liệu", "2024-08-09", "chờ số liệu"),
        ("9/8, lý do: chờ số liệu", "2024-08-09", "chờ số liệu"),
        ("9/8 do 5/8 xã mới họp", "2024-08-09", "5/8 xã mới họp"),
        ("9/8 vi cho so lieu", "2024-08-09", "cho so lieu"),
        ("đơn vị xin lùi đến 9/8 do mưa lũ", "../2024-08-09", "mưa lũ"),
        ("do mưa lũ nên xin lùi đến 9/8", "ASK", "mưa lũ"),
        ("xin thêm 5 ngày vì Chủ tịch đi họp", "P5D", "Chủ tịch đi họp"),
        ("9/8", "2024-08-09", ""),
        ("đơn vị em xin 9/8", "2024-08-09", ""),
    ],
)
def test_reason_is_parted_from_the_date(phrase: str, date: str, reason: str) -> None:
    assert parted(phrase) == (date, reason)


@pytest.mark.parametrize("phrase", ["vì chờ số liệu", "chậm vì mưa lũ", "do bận"])
def test_reason_without_a_date_gives_none(phrase: str) -> None:
    assert parted(phrase)[0] in ("NONE", "ASK")

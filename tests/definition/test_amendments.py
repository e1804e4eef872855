"""Single times decided anew, as a definition writes them: what is refused, written, and left behind by a new year."""

import pytest

from scheduler.definition.dump import dump
from scheduler.definition.read import read_definition_text
from scheduler.definition.roll import roll
from tests.definition.definition_texts import GOOD, cross_faults, faults

ENTRY = "  - {duty: so-ket-dot-1, of: once, due: 2024-08-05, origin: {set: Sở Nội vụ}}\n"
AMENDED = f"{GOOD}amendments:\n{ENTRY}"


def _said(text: str) -> list[tuple[str, str]]:
    return [(one.field, one.reason) for one in faults(text) or cross_faults(text)]


def test_another_day_for_one_time_is_no_fault() -> None:
    assert _said(AMENDED) == []


@pytest.mark.parametrize(
    ("was", "given", "field", "word"),
    [
        ("so-ket-dot-1, of", "so-ket-dot-9, of", "amendments[0].duty", "so-ket-dot-1"),
        ("due: 2024-08-05, ", "", "amendments[0]", "đúng một trong hai"),
        ("due: 2024-08-05", "due: 2024-08-05, cancelled: true", "amendments[0]", "đúng một"),
        ("due: 2024-08-05", "cancelled: false", "amendments[0].cancelled", "cancelled: true"),
        ("due: 2024-08-05", "due: 08-05", "amendments[0].due", "năm-tháng-ngày"),
        ("of: once", "of: Tháng 6", "amendments[0].of", "2024-06"),
        (", origin: {set: Sở Nội vụ}", "", "amendments[0].origin", "Thiếu mục"),
        ("due: 2024-08", "duee: 2024-08", "amendments[0].duee", "“due”"),
        ("2024-08-05", "2050-12-31", "amendments[0].due", "xa năm 2024"),
        (ENTRY, ENTRY + ENTRY, "amendments[1].of", "chỉ một điều chỉnh"),
    ],
)
def test_fault_is_told_at_its_field(was: str, given: str, field: str, word: str) -> None:
    told = _said(AMENDED.replace(was, given))

    assert any(where == field and word in reason for where, reason in told), told


@pytest.mark.parametrize("due", ["on_request", "{after: received, days: 3}", "{part_of: tong-ket}"])
def test_duty_without_days_of_its_own_has_no_time_to_decide(due: str) -> None:
    text = AMENDED.replace("due: {by: 2024-07-31}", f"due: {due}")

    assert [where for where, reason in _said(text) if "ngày riêng" in reason] == [
        "amendments[0].duty"
    ]


def test_amendment_is_written_as_it_is_read() -> None:
    definition = read_definition_text(AMENDED, name="f")

    written = dump(definition)

    assert read_definition_text(written, name="f") == definition
    assert "  - duty: so-ket-dot-1\n    of: once\n    due: 2024-08-05" in written


def test_next_year_has_none_of_them_and_says_so() -> None:
    rolled = roll(AMENDED, year=2025)

    assert read_definition_text(rolled, name="f").amendments == ()
    assert "# đã bỏ điều chỉnh của năm 2024: so-ket-dot-1, lần once: hạn 05/8/2024" in rolled

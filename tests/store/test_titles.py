"""Titles as an office writes them."""

import pytest

from scheduler.store.organisation import find_unit
from scheduler.store.people import find_post
from scheduler.store.titles import in_full, in_letter, told_title, with_unit
from tests.build import Province, organisation


@pytest.mark.parametrize(
    ("head", "deputy"),
    [
        ("Giám đốc", "Phó Giám đốc"),
        ("Chủ tịch Ủy ban nhân dân", "Phó Chủ tịch Ủy ban nhân dân"),
        ("Quyền Giám đốc", "Phó Giám đốc"),
        ("Phó Giám đốc phụ trách", "Cấp phó"),
        (None, "Cấp phó"),
    ],
)
def test_deputy_is_called_after_the_head(head, deputy):
    assert told_title("deputy", "Cấp phó", head) == deputy


def test_title_that_somebody_gave_is_kept():
    assert told_title("deputy", "Phó Chánh Văn phòng", "Giám đốc") == "Phó Chánh Văn phòng"


@pytest.mark.parametrize(
    ("title", "unit", "full"),
    [
        ("Giám đốc", "Sở Tài chính", "Giám đốc, Sở Tài chính"),
        ("Giám đốc Sở Tài chính", "Sở Tài chính", "Giám đốc Sở Tài chính"),
        ("Trưởng ban", "Ban Thi đua - Khen thưởng tỉnh", "Trưởng Ban Thi đua - Khen thưởng tỉnh"),
        (
            "Phó Chủ tịch Ủy ban nhân dân",
            "Ủy ban nhân dân huyện Lâm Thao",
            "Phó Chủ tịch Ủy ban nhân dân huyện Lâm Thao",
        ),
    ],
)
def test_unit_follows_and_what_both_say_is_said_once(title, unit, full):
    assert with_unit(title, unit) == full


@pytest.mark.parametrize(
    ("kind", "full"),
    [
        ("head", "Thủ trưởng đơn vị, {unit}"),
        ("deputy", "Phó Thủ trưởng đơn vị, {unit}"),
        ("clerk", "Chuyên viên, {unit}"),
        ("group", "{unit}"),
    ],
)
def test_letter_is_addressed_in_full(database, kind, full):
    Province(database, organisation(2)).open(bound=False)
    with database.write() as session:
        unit = find_unit(session, "u1")
        assert in_full(session, find_post(session, unit, kind)) == full.format(unit=unit.name)


@pytest.mark.parametrize(
    ("kind", "full"),
    [("head", "Thủ trưởng {unit}"), ("clerk", "Chuyên viên {unit}"), ("group", "{unit}")],
)
def test_letter_begins_with_title_and_unit_without_a_comma(database, kind, full):
    Province(database, organisation(2)).open(bound=False)
    with database.write() as session:
        unit = find_unit(session, "u1")
        assert in_letter(session, find_post(session, unit, kind)) == full.format(unit=unit.name)

"""A rule picked from the list says what its blanks say; typing goes before it; a blank left empty is told."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from scheduler.campaign.drafting.around import Around
from scheduler.campaign.drafting.correcting import values_of
from scheduler.campaign.drafting.forms import Form, form_of
from scheduler.campaign.drafting.picked import rules
from scheduler.campaign.drafting.typed_units import id_of
from scheduler.campaign.drafting.written import Kind
from scheduler.definition.when import When
from scheduler.errors import NotUnderstood, ValuesRefused
from scheduler.store.database import Database
from tests.campaign.drafting.at_the_desk import Clerk
from tests.campaign.drafting.test_typed_dues import BODY
from tests.databases import SqliteFiles
from tests.directives.letters import letter

DUTY: Form = {
    "title": "Báo cáo",
    "kind": "bao_cao_khac",
    "who": "all",
    "to": "so-noi-vu",
    "decided": "Sở",
}
PICKED: tuple[tuple[dict[str, str], object], ...] = (
    ({"pick": "by", "pick_day": "28/6"}, {"by": "2024-06-28"}),
    ({"pick": "before", "pick_day": "28/6"}, {"before": "2024-06-28"}),
    ({"pick": "on", "pick_day": "28/6"}, {"on": "2024-06-28"}),
    ({"pick": "within", "pick_period": "quý III"}, {"within": "2024-Q3"}),
    ({"pick": "week", "pick_day": "thứ Sáu"}, {"every": "week", "by": "5"}),
    ({"pick": "month", "pick_day": "20"}, {"every": "month", "by": "20"}),
    (
        {"pick": "month", "pick_day": "ngày 05", "pick_month": "next month"},
        {"every": "month", "by": "5", "of": "next month"},
    ),
    (
        {"pick": "quarter", "pick_day": "cuối", "pick_month": "first month"},
        {"every": "quarter", "by": "last", "of": "first month"},
    ),
    ({"pick": "half_year", "pick_day": "25"}, {"every": "half_year", "by": "25"}),
    ({"pick": "year", "pick_day": "10/12"}, {"every": "year", "by": "12-10"}),
    (
        {"pick": "after", "pick_what": "đợt 1", "pick_lead": "5 ngày làm việc"},
        {"after": "dot-1", "working_days": 5},
    ),
    (
        {"pick": "after", "pick_what": "nhận văn bản", "pick_lead": "2 tuần"},
        {"after": "received", "days": 14},
    ),
    (
        {"pick": "ahead", "pick_what": "Đợt 2", "pick_lead": "1 tháng", "pick_edge": "first"},
        {"before": "dot-2", "months": 1, "edge": "first"},
    ),
    ({"pick": "each_round", "pick_lead": "3 ngày"}, {"after_each": "round", "days": 3}),
    ({"pick": "each_peak", "pick_lead": "3 ngày"}, {"after_each": "peak", "days": 3}),
    ({"pick": "same_as", "pick_what": "báo cáo sơ kết"}, {"same_as": "bao-cao-so-ket"}),
    ({"pick": "part_of", "pick_what": "báo cáo sơ kết"}, {"part_of": "bao-cao-so-ket"}),
    ({"pick": "on_request"}, {"on_request": True}),
    ({"pick": "none"}, None),
)  # fmt: skip


@pytest.fixture(scope="module")
def around(sqlite_files: SqliteFiles) -> Iterator[Around]:
    with closing(Database(sqlite_files.migrated())) as database:
        clerk = Clerk(database)
        yield clerk.around(clerk.begin(letter(BODY)))


def due(form: Form, around: Around, was: dict[str, object] | None = None) -> object:
    return values_of(Kind.DUTY, "x", {**DUTY, **form}, around, was=was)["due"]


def test_each_rule_of_the_list_can_be_picked(around: Around) -> None:
    assert {form["pick"] for form, _rule in PICKED} | {""} == set(rules())
    for form, rule in PICKED:
        assert due(form, around) == rule, form
        assert rule is None or When.model_validate(rule)


def test_a_blank_that_the_rule_needs_is_told(around: Around) -> None:
    for form, field in (
        ({"pick": "by"}, "pick_day"),
        ({"pick": "month", "pick_day": "32"}, "pick_day"),
        ({"pick": "year", "pick_day": "30/2"}, "pick_day"),
        ({"pick": "week", "pick_day": "cuối tuần"}, "pick_day"),
        ({"pick": "within", "pick_period": "mùa hè"}, "pick_period"),
        ({"pick": "same_as", "pick_what": "báo cáo lạ"}, "pick_what"),
        ({"pick": "each_round", "pick_lead": "một lát"}, "pick_lead"),
        ({"pick": "lạ"}, "pick"),
    ):
        with pytest.raises(ValuesRefused) as told:
            due(form, around)
        assert [name for name, _sentence in told.value.faults] == [field], form


def test_typing_goes_before_the_list_where_it_is_new(around: Around) -> None:
    picked: Form = {"pick": "by", "pick_day": "28/6"}
    assert due({**picked, "due": "30/6"}, around) == {"by": "2024-06-30"}
    was = values_of(Kind.DUTY, "x", {**DUTY, "due": "20/6", "roll": "none"}, around)
    assert was["due"] == {"by": "2024-06-20", "roll": "none"}
    shown = form_of(Kind.DUTY, "x", was, around)
    assert due({**shown, **picked}, around, was) == {"by": "2024-06-28", "roll": "none"}
    assert due({**shown, **picked, "due": "30/6"}, around, was) == {
        "by": "2024-06-30",
        "roll": "none",
    }


def test_lengths_lists_and_leads_are_refused_where_they_stand(around: Around) -> None:
    wrong: Form = {**DUTY, "due": "30/6", "cut_off": "lâu lâu", "reminders": "khong-co"}
    with pytest.raises(ValuesRefused) as told:
        values_of(Kind.DUTY, "x", wrong, around)
    assert {name for name, _sentence in told.value.faults} == {"cut_off", "reminders"}
    own: Form = {**DUTY, "due": "30/6", "reminders": "*", "leads": "7 ngày làm việc\n3 ngày"}
    assert values_of(Kind.DUTY, "x", own, around)["reminders"] == ["7 working days", "3 days"]


def test_a_unit_is_found_without_marks_and_without_its_office() -> None:
    known = {"vt": "Ủy ban nhân dân thành phố Việt Trì", "lt": "Huyện Lâm Thao", "syt": "Sở Y tế"}
    for typed, id_ in (
        ("UBND thành phố Việt Trì", "vt"),
        ("UBND Việt Trì", "vt"),
        ("thanh pho viet tri", "vt"),
        ("UBND huyện Lâm Thao", "lt"),
        ("Ủy ban nhân dân huyện Lâm Thao", "lt"),
        ("so y te", "syt"),
    ):
        assert id_of(typed, known) == id_, typed
    with pytest.raises(NotUnderstood):  # which is no office of a place
        id_of("UBND tỉnh", {"bd": "Bưu điện tỉnh", "vt": known["vt"]})


@pytest.mark.parametrize(
    "typed", ["Xã Hùng Long", "Hùng Long", "UBND xã Hùng Long", "xã Hứng Long"]
)
def test_a_unit_with_other_marks_is_another_one(typed: str) -> None:
    known = {"hl": "Xã Hưng Long", "hb": "Ủy ban nhân dân xã Hòa Bình"}
    with pytest.raises(NotUnderstood):
        id_of(typed, known)
    assert id_of(typed, {**known, "hl-2": typed}) == "hl-2"
    for same in ("xa hung long", "XÃ HƯNG LONG", "Hưng Long", "UBND xã Hưng Long"):
        assert id_of(same, known) == "hl", same
    for same in ("xã Hoà Bình", "UBND Hoà Bình", "hoa binh"):
        assert id_of(same, known) == "hb", same


@pytest.mark.parametrize(
    ("typed", "near"),
    [("so-y-tee", "Có phải là “so-y-te”?"), ("Sở Ý tế", "Có phải “Sở Y tế” không?")],
)
def test_a_name_that_nobody_has_is_answered_with_one_alike(typed: str, near: str) -> None:
    with pytest.raises(NotUnderstood) as told:
        id_of(typed, {"so-y-te": "Sở Y tế", "so-noi-vu": "Sở Nội vụ"})
    assert near in told.value.reason

"""A form says values of the definition, and the values say the form; every fault is told at once."""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import select

from scheduler.campaign.drafting import deeds
from scheduler.campaign.drafting.around import Around
from scheduler.campaign.drafting.correcting import values_of
from scheduler.campaign.drafting.forms import Form, form_of
from scheduler.campaign.drafting.items import Item
from scheduler.campaign.drafting.rule_words import rule
from scheduler.campaign.drafting.said import Telling
from scheduler.campaign.drafting.typed_dues import read_due
from scheduler.campaign.drafting.written import PARTS, Kind, Part, judge
from scheduler.definition.when import When
from scheduler.directives.page.read import read
from scheduler.errors import NotUnderstood, ValuesRefused
from scheduler.store.database import Database
from scheduler.store.tables import Unit
from tests.campaign.drafting.at_the_desk import OTHER, OURS, Clerk, named
from tests.campaign.drafting.test_begin import FILES
from tests.campaign.drafting.test_typed_dues import BODY, UNDERSTOOD
from tests.databases import SqliteFiles
from tests.directives.letters import letter

DUTY: Form = {
    "title": "Báo cáo giữa năm",
    "kind": "bao_cao_khac",
    "due": "28/6",
    "who": "units",
    "units": ["so-y-te", "Sở Tài chính"],
    "except": "",
    "to": "Sở Nội vụ",
    "proof": ["number", "file"],
    "form": "Mẫu số 01",
    "channel": "",
    "decided": "",
}


@pytest.fixture(scope="module")
def clerk(sqlite_files: SqliteFiles) -> Iterator[Clerk]:
    with closing(Database(sqlite_files.migrated())) as database:
        yield Clerk(database)


@pytest.fixture(scope="module")
def draft(clerk: Clerk) -> int:
    return clerk.begin(letter(BODY))


@pytest.fixture(scope="module")
def around(clerk: Clerk, draft: int) -> Around:
    return clerk.around(draft)


def refused(kind: Kind, form: Form, around: Around, quote: str | None = "…") -> dict[str, str]:
    with pytest.raises(ValuesRefused) as told:
        values_of(kind, "", form, around, quote=quote)
    return dict(told.value.faults)


def test_a_form_of_a_duty_is_a_duty(around: Around) -> None:
    values = values_of(Kind.DUTY, "", DUTY, around, quote="gửi  báo cáo\ngiữa năm")
    assert values == {
        "title": "Báo cáo giữa năm",
        "kind": "bao_cao_khac",
        "due": {"by": "2024-06-28"},
        "owed_by": {"ids": ["so-y-te", "so-tai-chinh"]},
        "to": "so-noi-vu",
        "proof": ["number", "file", {"form": "Mẫu số 01"}],
        "origin": {"quoted": "gửi báo cáo giữa năm"},
    }


@pytest.mark.parametrize(
    ("given", "owing"),
    [
        ({"who": "all", "units": ""}, {"all": True}),
        ({"who": "all", "units": "", "except": "Sở Y tế"}, {"all": True, "except": ["so-y-te"]}),
        ({"who": "blocks"}, {"blocks": "all"}),
        ({"who": "heads"}, {"block_heads": "all"}),
        ({"who": "kinds", "kinds": ["so"]}, {"kinds": ["so"]}),
        ({"who": "units", "units": "Sở Y tế; sở tài chính"}, {"ids": ["so-y-te", "so-tai-chinh"]}),
        ({"who": "units", "units": "co-quan-thuong-truc"}, {"ids": ["co-quan-thuong-truc"]}),
        ({"who": "", "units": "Sở Y tế"}, {"ids": ["so-y-te"]}),
    ],
)
def test_who_owes_is_told_by_sets_or_names(
    around: Around, given: Form, owing: dict[str, object]
) -> None:
    assert values_of(Kind.DUTY, "", {**DUTY, **given}, around, quote="x")["owed_by"] == owing


def test_nobody_is_told_in_words_of_the_form(around: Around) -> None:
    told = refused(Kind.DUTY, {**DUTY, "who": "", "units": ""}, around)
    assert told == {"who": "Chưa rõ ai phải báo cáo: đề nghị chọn nơi thực hiện."}
    with pytest.raises(ValuesRefused) as refusal:
        judge(
            Kind.DUTY,
            "x",
            {
                "title": "X",
                "kind": "bao_cao_khac",
                "due": None,
                "owed_by": {},
                "origin": {"set": "A"},
            },
        )
    assert (
        "Chưa rõ ai phải báo cáo: đề nghị chọn nơi thực hiện."
        in dict(refusal.value.faults).values()
    )


def test_form_of_a_duty_that_nobody_owes_has_nothing_chosen(around: Around) -> None:
    values = {**values_of(Kind.DUTY, "", DUTY, around, quote="x"), "owed_by": {}}
    assert form_of(Kind.DUTY, "x", values, around)["who"] == ""


def test_units_that_the_chosen_way_does_not_look_at_are_told(around: Around) -> None:
    assert refused(Kind.DUTY, {**DUTY, "who": "all"}, around).keys() == {"units"}


def test_receivers_are_units_or_bodies_outside(around: Around) -> None:
    outside = {**DUTY, "to": "", "outside": "Bộ Nội vụ", "via": "Sở Nội vụ"}
    values = values_of(Kind.DUTY, "", outside, around, quote="x")
    assert values["to"] == {"name": "Bộ Nội vụ", "via": "so-noi-vu"}


def test_every_field_that_is_not_understood_is_told_at_once(around: Around) -> None:
    wrong = {**DUTY, "title": " ", "due": "31/6", "units": "Sở Không Có", "to": "x y z"}
    told = refused(Kind.DUTY, wrong, around)
    assert set(told) == {"title", "due", "units", "to"}
    assert "30/6" in told["due"]
    assert "Sở Không Có" in told["units"]
    assert refused(Kind.DUTY, {**DUTY, "units": ""}, around).keys() == {"units"}
    assert refused(Kind.DUTY, DUTY, around, None).keys() == {"decided"}
    assert refused(Kind.OCCASION, {"title": "Bầu cử", "day": "tháng 5"}, around).keys() == {"day"}


def test_what_a_person_decides_is_said_to_be_theirs(around: Around) -> None:
    decided = {**DUTY, "decided": "Sở Nội vụ, Công văn số 12/SNV"}
    values = values_of(Kind.DUTY, "", decided, around)
    assert values["origin"] == {"set": "Sở Nội vụ, Công văn số 12/SNV"}


def test_days_of_rounds_and_of_the_head_are_typed_as_spoken(around: Around) -> None:
    values = values_of(
        Kind.PEAK,
        "",
        {"title": "Cao điểm", "first_day": "01/8", "last_day": "hết tháng 8", "anniversaries": []},
        around,
        quote="tháng 8",
    )
    assert values == {
        "title": "Cao điểm",
        "kind": "peak",
        "first_day": "2024-08-01",
        "last_day": "2024-08-31",
        "origin": {"quoted": "tháng 8"},
    }
    issued = values_of(Kind.FIELD, "directive.issued_on", {"value": "ngày 15 tháng 01"}, around)
    assert issued == {"value": "2024-01-15"}
    assert values_of(Kind.FIELD, "theme", {"value": " "}, around) == {"value": None}


def test_one_field_is_corrected_and_the_others_stay(clerk: Clerk, draft: int) -> None:
    around = clerk.around(draft)
    item = named(around.view, "bao-cao-so-ket")
    form = {**form_of(item.kind, item.key, item.values, around), "due": "20/6"}
    values = values_of(item.kind, item.key, form, around, was=item.values)
    assert values == {**item.values, "due": {"on": "2024-06-20"}}
    done = clerk.do(deeds.correct, draft, item.id, item.revision, values, by=OTHER)
    assert named(clerk.view(draft), "bao-cao-so-ket").says[0] == "17:00 thứ Năm, 20/6/2024"
    clerk.do(deeds.take_back, draft, item.id, done.revision)


@pytest.mark.parametrize("file", FILES[::4], ids=lambda file: file.stem)
def test_a_form_that_nobody_changed_says_the_values_it_was_made_of(sqlite: Database, file) -> None:  # type: ignore[no-untyped-def]
    clerk = Clerk(sqlite)
    around = clerk.around(clerk.begin(read(file)))
    for item in around.view.items:
        if item.kind in PARTS and not _is_half(item):
            form = form_of(item.kind, item.key, item.values, around)
            assert values_of(item.kind, item.key, form, around, was=item.values) == item.values


def _is_half(item: Item) -> bool:
    """A round of which the document does not tell a day."""
    return any(key in ("first_day", "last_day") for key, _told in item.doubts)


@pytest.mark.parametrize(
    "rule_", [rule_ for _typed, rule_ in UNDERSTOOD if rule_], ids=lambda one: str(one)[:60]
)
def test_a_rule_said_in_words_is_read_as_that_rule(
    around: Around, rule_: dict[str, object]
) -> None:
    titles = {one.key: one.title for one in around.standing}
    telling = Telling(None, around.installation, titles)
    when = When.model_validate(rule_)
    said = rule(when, telling.name)
    assert _in_2024(When.model_validate(read_due(said, around))) == _in_2024(when), said


@pytest.mark.parametrize(
    "rule_",
    [
        {"by": "2024-06-28", "time": "16:00"},
        {"on": "2024-06-28", "time": "08:00"},
        {"every": "month", "by": "20", "time": "16:00"},
        {"every": "month", "by": "last"},
        {"every": "month", "by": "15", "except": ["06", "12"]},
        {"every": "quarter", "by": "5", "of": "next month"},
        {"every": "quarter", "by": "5", "of": "first month"},
        {"every": "half_year", "by": "20"},
        {"every": "half_year", "before": "20", "of": "next month"},
        {"every": "year", "by": "11-30"},
        {"every": "week", "before": "1", "time": "09:00"},
        {"by": "11-30"},
        {"within": "07"},
        {"within": "H1"},
        {"within": "2024"},
        {"after": "dot-1", "working_days": 5, "time": "16:00"},
        {"after": "dien-bien-phu", "days": 5},
        {"before": "bao-cao-so-ket", "working_days": 3},
        {"part_of": "bao-cao-tong-ket", "period": "Q4"},
    ],
    ids=str,
)
def test_a_rule_said_in_words_is_never_read_as_another(
    around: Around, rule_: dict[str, object]
) -> None:
    titles = {one.key: one.title for one in around.standing}
    when = When.model_validate(rule_)
    said = rule(when, Telling(None, around.installation, titles).name)
    try:
        meant = When.model_validate(read_due(said, around))
    except NotUnderstood:
        return
    assert _in_2024(meant) == _in_2024(when), said


def _in_2024(one: When) -> str:
    """A rule without the year of the campaign."""
    said = str(one).replace("year=2024", "year=None")
    return re.sub(r"datetime.date\(2024, (\d+), (\d+)\)", r"MonthDay(month=\1, day=\2)", said)


def test_values_are_said_before_they_are_written(around: Around) -> None:
    parts = [Part(one.kind, one.key, one.values) for one in around.view.in_order]
    telling = Telling.of(parts, around.installation, units=around.units)
    values = values_of(Kind.DUTY, "", {**DUTY, "due": "30/6"}, around, quote="x")
    assert list(telling.says(Part(Kind.DUTY, "moi", values)))[:2] == [
        "17:00 thứ Hai, 01/7/2024",
        "30/6/2024 là Chủ nhật; chuyển sang ngày làm việc tiếp theo, thứ Hai, 01/7/2024",
    ]


def test_a_name_with_commas_is_one_unit_on_its_line(around: Around) -> None:
    name = "Sở Văn hóa, Thể thao và Du lịch"
    beside = replace(
        around, units={"vhttdl": name, "so-van-hoa": "Sở Văn hóa", "tc": "Sở Tài chính"}
    )
    given = {**DUTY, "units": [f" {name.lower()} ", "Sở Tài chính"], "to": "Sở Tài chính"}
    values = values_of(Kind.DUTY, "", given, beside, quote="x")
    assert values["owed_by"] == {"ids": ["vhttdl", "tc"]}


def test_a_unit_that_is_no_more_is_shown_and_not_named_anew(clerk: Clerk, draft: int) -> None:
    ours = select(Unit).where(Unit.code == "so-y-te", Unit.issuer_id == OURS)
    with clerk.database.write() as session:
        session.exec(ours).one().last_on = date(2024, 2, 29)
    around = clerk.around(draft)
    with clerk.database.write() as session:
        session.exec(ours).one().last_on = None
    assert refused(Kind.DUTY, DUTY, around).keys() == {"units"}
    assert around.units["so-y-te"] == "Sở Y tế"


def test_blocks_of_an_item_are_said_by_name(clerk: Clerk) -> None:
    draft = clerk.begin(letter(BODY))
    form = {**DUTY, "who": "blocks", "units": "", "blocks": ["khoi-1"]}
    values = values_of(Kind.DUTY, "", form, clerk.around(draft), quote="x")
    added = clerk.do(deeds.add, draft, Kind.DUTY, values)
    item = clerk.view(draft).item(added.id)
    assert item is not None
    assert "Nơi thực hiện: Khối thi đua các huyện, thành, thị" in item.says

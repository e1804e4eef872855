"""Writing a definition: read back it is the same, and what is not known yet is asked where it belongs."""

import unicodedata
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.definition.blanks import clean
from scheduler.definition.dump import Remarks, dump
from scheduler.definition.models import (
    Audience,
    Definition,
    Directive,
    Duty,
    DutyKind,
    Manner,
    Milestone,
    Origin,
    Phase,
    PhaseKind,
    Receiver,
)
from scheduler.definition.read import read_definition_text, read_document
from scheduler.definition.spans import DayOfPeriod, MonthDay, Period, Span
from scheduler.definition.when import LeftOut, When
from tests.definition.definition_texts import GOOD

CAMPAIGNS = sorted((Path(__file__).parents[2] / "config/samples/campaigns").glob("*.yaml"))


def line(text: str) -> str:
    """As a written line is read."""
    return clean(unicodedata.normalize("NFC", text)).strip()


signs = st.sampled_from("aăđôươạễ ABĐ0129\"'#:{}[],-?*&!|>%@`\\/.…“”~=\u0301\xa0\u200b\x07\n\t")
lines = (
    st.text(signs | st.characters(exclude_categories=["Cs"]), max_size=40).map(line).filter(bool)
)
slugs = st.from_regex(r"[a-z0-9][a-z0-9-]{0,12}", fullmatch=True)
ids = st.lists(slugs, min_size=3, max_size=3, unique=True)
days = st.dates(date(1968, 1, 1), date(2050, 12, 31))
month_days = days.map(lambda day: MonthDay(day.month, day.day))
periods = (
    st.builds(
        lambda year, month: Period(year, month, month),
        st.none() | st.integers(1968, 2050),
        st.integers(1, 12),
    )
    | st.builds(
        lambda year, quarter: Period(year, 3 * quarter - 2, 3 * quarter),
        st.none() | st.integers(1968, 2050),
        st.integers(1, 4),
    )
    | st.sampled_from([Period(None, 1, 6), Period(2027, 7, 12), Period(2027, 1, 12)])
)
amounts = st.integers(1, 366)
leads = (
    st.builds(Span, amounts)
    | st.builds(Span, working_days=amounts)
    | st.builds(Span, months=amounts)
)
clocks = st.none() | st.builds(time, st.integers(0, 23), st.integers(0, 59))
names = st.from_regex(r"[a-z][a-z0-9-]{0,12}", fullmatch=True)
origins = (
    st.builds(Origin, quoted=lines)
    | st.builds(Origin, derived=lines)
    | st.builds(Origin, set=lines)
)
rolls = st.none() | st.sampled_from(["forward", "back", "none"])
points = (
    st.builds(When, by=days | month_days, time=clocks, roll=rolls)
    | st.builds(When, before=days | month_days | names, time=clocks)
    | st.builds(When, on=days | month_days | names)
    | st.builds(When, within=periods)
    | st.builds(
        When, after=names, working_days=st.integers(1, 260), edge=st.sampled_from(["first", "last"])
    )
    | st.builds(When, same_as=names, time=clocks)
)
of_milestones = points.map(lambda one: one.model_copy(update={"roll": None, "time": None}))
left_out = st.lists(
    st.builds(LeftOut, period=st.just(Period(None, 1, 6)) | periods, part_of=st.none() | names),
    max_size=2,
).map(tuple)
whens = (
    points
    | st.builds(When, after_each=st.sampled_from(["round", "peak"]), months=st.integers(1, 24))
    | st.builds(
        When,
        every=st.sampled_from(["month", "quarter", "half_year"]),
        by=st.builds(DayOfPeriod, st.none() | st.integers(1, 31)),
        of=st.none() | st.sampled_from(["first month", "next month"]),
    )
    | st.builds(
        When,
        every=st.just("month"),
        by=st.builds(DayOfPeriod, st.integers(1, 31)),
        **{"except": left_out},
    )
    | st.builds(
        When,
        every=st.just("year"),
        before=month_days,
        **{"except": st.just((LeftOut(period=Period(2027, 1, 12)),))},
    )
    | st.builds(When, part_of=names, period=st.none() | periods)
    | st.builds(When, on_request=st.just(True), working_days=st.none() | st.integers(0, 9))
    | st.builds(When, after=st.sampled_from(["issued", "received"]), days=st.integers(1, 9))
)
audiences = st.lists(slugs, max_size=2).map(
    lambda ids: Audience.model_validate({"all": True, "except": ids})
) | st.builds(
    Audience,
    blocks=st.just("all") | ids.map(tuple),
    kinds=st.lists(slugs, max_size=2).map(tuple),
)
receivers = (
    slugs
    | st.builds(Receiver, unit=slugs, via=st.none() | slugs)
    | st.builds(Receiver, name=lines, via=st.none() | slugs)
)
proofs = (
    st.sampled_from(["number", "file", "note"])
    | st.builds(Manner, form=lines)
    | st.builds(Manner, channel=lines)
)


@st.composite
def definitions(draw: st.DrawFn) -> Definition:
    phases = [
        Phase(
            id=id_,
            title=draw(lines),
            kind=draw(st.sampled_from(PhaseKind)),
            first_day=draw(days | month_days),
            last_day=draw(days | month_days),
            anniversaries=tuple(draw(st.lists(slugs, max_size=2))),
            origin=draw(st.none() | origins),
        )
        for id_ in draw(st.just([]) | ids)
    ]
    milestones = [
        Milestone(
            id=id_,
            title=draw(lines),
            day=draw(st.none() | of_milestones),
            origin=draw(st.none() | origins),
        )
        for id_ in draw(st.just([]) | ids)
    ]
    duties = [
        Duty(
            id=id_,
            title=draw(lines),
            kind=draw(st.sampled_from(DutyKind)),
            due=draw(st.none() | whens),
            origin=draw(origins),
            owed_by=draw(audiences),
            to=draw(receivers),
            proof=tuple(draw(st.lists(proofs, max_size=4))),
            cut_off=draw(st.none() | leads),
            reminders=draw(slugs | st.lists(leads, max_size=2).map(tuple)),
        )
        for id_ in draw(st.just([]) | ids)
    ]
    directive = Directive(
        number=draw(st.none() | lines),
        issued_on=draw(st.none() | days),
        issued_in=draw(st.none() | st.just("2024-01")),
        issuer=draw(lines),
    )
    return Definition(
        campaign=draw(slugs),
        title=draw(lines),
        year=draw(st.integers(1968, 2040)),
        last_year=draw(st.none() | st.integers(2040, 2050)),
        issuer=draw(st.none() | slugs),
        directive=directive,
        theme=draw(st.none() | lines),
        template=draw(slugs | st.lists(slugs, max_size=2).map(tuple)),
        phases=tuple(phases),
        milestones=tuple(milestones),
        duties=tuple(duties),
        notes=tuple(draw(st.lists(lines, max_size=2))),
        unplaced=tuple(draw(st.lists(lines, max_size=2))),
    )


@given(definitions())
def test_what_is_written_is_read_as_it_was(definition: Definition) -> None:
    assert read_definition_text(dump(definition), name="mau.yaml") == definition


@given(lines, lines)
def test_remarks_change_no_value(top: str, beside: str) -> None:
    definition = read_definition_text(GOOD, name="mau.yaml")
    remarks = Remarks(
        top=(top,),
        beside={("duties", 0, "due"): beside, ("year",): beside},
        below={("phases", 0, "anniversaries"): (beside,)},
    )
    assert read_definition_text(dump(definition, remarks), name="mau.yaml") == definition


@pytest.mark.parametrize("path", CAMPAIGNS, ids=lambda path: path.stem)
def test_campaigns_of_the_samples_are_written_as_they_are_read(path: Path) -> None:
    definition = read_document(path).value
    assert read_definition_text(dump(definition), name=path.name) == definition


def test_text_has_the_keys_in_the_order_of_the_models() -> None:
    definition = read_definition_text(GOOD, name="mau.yaml")
    remarks = Remarks(("Bản thảo",), {("phases", 0, "last_day"): "xem lại"})
    assert (
        dump(definition, remarks).split("milestones:")[0]
        == """\
# Bản thảo
campaign: mau-2024
title: "Phong trào mẫu năm 2024"
year: 2024
directive:
  number: "1/KH"
  issued_on: 2024-01-15
  issuer: "Ủy ban nhân dân tỉnh Mẫu"

phases:
  - id: dot-1
    title: "Đợt 1"
    first_day: 2024-01-01
    last_day: 2024-06-30  # xem lại
    anniversaries: [dien-bien-phu]

"""
    )


def test_each_demand_without_a_duty_has_its_own_line() -> None:
    values = {"unplaced": ("báo cáo đột xuất khi có yêu cầu", "gửi bản sao")}
    assert dump(values) == ('unplaced:\n  - "báo cáo đột xuất khi có yêu cầu"\n  - "gửi bản sao"\n')


def test_unfinished_entry_stands_where_a_person_completes_it() -> None:
    phase = Phase.partial(id="dot-2", title="Đợt 2", first_day=date(2024, 7, 1))
    text = dump({"phases": [phase]}, Remarks(beside={("phases", 0, "last_day"): "chưa rõ"}))
    assert (
        text
        == """\
phases:
  - id: dot-2
    title: "Đợt 2"
    first_day: 2024-07-01
    last_day: null  # chưa rõ
"""
    )


def test_what_nobody_knows_yet_is_null_with_its_remark() -> None:
    values = {"campaign": "mau", "year": None, "theme": None, "duties": []}
    assert dump(values, Remarks(beside={("year",): "thiếu"})) == (
        "campaign: mau\nyear: null  # thiếu\nduties: []\n"
    )

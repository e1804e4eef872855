"""A peak is typed by its days, or by an anniversary and how long before it begins."""

from pathlib import Path

import pytest

from scheduler.campaign.drafting.around import Around, around
from scheduler.campaign.drafting.correcting import values_of
from scheduler.campaign.drafting.forms import form_of
from scheduler.campaign.drafting.written import Kind
from scheduler.campaign.editing.working import Working
from scheduler.errors import ValuesRefused
from tests.config.desk.desk_world import open_desk
from tests.config.desk.written import written

TYPED = {"title": "Cao điểm", "decided": "Sở Nội vụ"}


@pytest.fixture
def draft(tmp_path: Path) -> tuple[Working, Around]:
    world = open_desk(tmp_path)
    working = written(world)
    with world.database.read() as session:
        return working, around(session, working.view, world.desk.installation)


def test_form_of_every_phase_gives_it_back(draft: tuple[Working, Around]) -> None:
    working, lies = draft
    for one in working.view.items:
        if one.kind in (Kind.ROUND, Kind.PEAK):
            form = form_of(one.kind, one.key, one.values, lies)
            assert values_of(one.kind, one.key, form, lies, was=one.values) == one.values


def test_an_anniversary_and_a_lead_say_when_it_is(draft: tuple[Working, Around]) -> None:
    typed = {**TYPED, "lead": "30 ngày trước", "notices": ["none"]}
    typed["anniversary"] = draft[1].installation.catalogue["quoc-khanh"].name_vi
    assert values_of(Kind.PEAK, "", typed, draft[1]) == {
        "kind": "peak",
        "title": "Cao điểm",
        "anniversary": "quoc-khanh",
        "lead": "30 days",
        "notices": "none",
        "origin": {"set": "Sở Nội vụ"},
    }


def test_days_take_the_place_of_an_anniversary(draft: tuple[Working, Around]) -> None:
    working, lies = draft
    _path, item = working.entry("cao-diem-dien-bien") or pytest.fail("no such entry")
    form = form_of(item.kind, item.key, item.values, lies)
    typed = {**form, "anniversary": "", "lead": "", "first_day": "7/4", "last_day": "7/5"}
    values = values_of(item.kind, item.key, typed, lies, was=item.values)
    assert (values["first_day"], values["last_day"]) == ("2024-04-07", "2024-05-07")
    assert not {"anniversary", "lead"} & values.keys()


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"anniversary": "quoc-khanh"}, "lead"),
        ({"anniversary": "quoc-khanh", "lead": "30 ngày", "first_day": "1/8"}, "lead"),
        ({"first_day": "1/8", "last_day": "2/9", "lead": "30 ngày"}, "lead"),
        ({"anniversary": "không có ngày này", "lead": "30 ngày"}, "anniversary"),
        ({}, "first_day"),
    ],
)
def test_what_does_not_fit_is_said_at_its_field(
    draft: tuple[Working, Around], typed: dict[str, str], fault: str
) -> None:
    with pytest.raises(ValuesRefused) as refused:
        values_of(Kind.PEAK, "", {**TYPED, **typed}, draft[1])
    assert refused.value.faults[0][0] == fault

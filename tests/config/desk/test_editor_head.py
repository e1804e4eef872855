"""The head of a written-down definition as one form."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from scheduler.access.roles import Role
from tests.config.desk.desk_world import DeskWorld, open_desk
from tests.config.desk.written import path, sent_by, stands, written


@pytest.fixture
def world(tmp_path: Path) -> DeskWorld:
    return open_desk(tmp_path)


@pytest.fixture
async def clerk(world: DeskWorld) -> AsyncIterator[httpx.AsyncClient]:
    async with world.visit(Role.CLERK) as client:
        yield client


async def test_what_nobody_touched_stays(world: DeskWorld, clerk: httpx.AsyncClient) -> None:
    draft = written(world)
    form = sent_by((await clerk.get(path(draft, "/chung"))).text)
    assert (await clerk.post(path(draft, "/chung"), data=form)).status_code == 303
    assert stands(world, draft).source == draft.source


async def test_only_what_differs_is_written(world: DeskWorld, clerk: httpx.AsyncClient) -> None:
    draft = written(world)
    form = sent_by((await clerk.get(path(draft, "/chung"))).text)
    typed = {
        "title": "Thi đua năm 2024", "number": "215/KH-UBND", "type": "chỉ thị", "issued_on": "16/01/2024",
        "last_year": "2025", "theme": "", "notes": "Một\nHai",
    }  # fmt: skip
    answer = await clerk.post(path(draft, "/chung"), data={**form, **typed})
    assert answer.status_code == 303
    now = dict(stands(world, draft).values)
    directive = now.pop("directive")
    assert directive == {
        "number": "215/KH-UBND", "type": "chỉ thị", "issued_on": "2024-01-16",
        "issuer": "Ủy ban nhân dân tỉnh Phú Thọ",
    }  # fmt: skip
    was = {key: value for key, value in draft.values.items() if key not in ("directive", "theme")}
    changed = {"title": "Thi đua năm 2024", "last_year": "2025", "notes": ["Một", "Hai"]}
    assert now == {**was, **changed}


async def test_a_month_takes_the_place_of_a_day(world: DeskWorld, clerk: httpx.AsyncClient) -> None:
    draft = written(world)
    form = sent_by((await clerk.get(path(draft, "/chung"))).text)
    await clerk.post(path(draft, "/chung"), data={**form, "issued_on": "2024-01"})
    directive = stands(world, draft).values["directive"]
    assert isinstance(directive, dict)
    assert (directive.get("issued_in"), "issued_on" in directive) == ("2024-01", False)


async def test_all_faults_are_told_at_once(world: DeskWorld, clerk: httpx.AsyncClient) -> None:
    draft = written(world)
    form = sent_by((await clerk.get(path(draft, "/chung"))).text)
    typed = {"year": "20x4", "issued_on": "30/2", "timezone": "Asia/Nowhere", "title": ""}
    answer = await clerk.post(path(draft, "/chung"), data={**form, **typed})
    assert answer.status_code == 422
    for name in typed:
        assert f'href="#{name}"' in answer.text, name
    assert stands(world, draft).revision == 1


async def test_two_clerks_at_two_fields_both_are_written(
    world: DeskWorld, clerk: httpx.AsyncClient
) -> None:
    draft = written(world)
    form = sent_by((await clerk.get(path(draft, "/chung"))).text)
    await clerk.post(path(draft, "/chung"), data={**form, "number": "1/KH"})
    answer = await clerk.post(path(draft, "/chung"), data={**form, "theme": "Đoàn kết"})
    assert answer.status_code == 303
    values = stands(world, draft).values
    assert isinstance(values["directive"], dict)
    assert (values["directive"]["number"], values["theme"]) == ("1/KH", "Đoàn kết")


async def test_two_clerks_at_one_field_see_both(world: DeskWorld, clerk: httpx.AsyncClient) -> None:
    draft = written(world)
    form = sent_by((await clerk.get(path(draft, "/chung"))).text)
    await clerk.post(path(draft, "/chung"), data={**form, "theme": "Kỷ cương", "type": "chỉ thị"})
    answer = await clerk.post(path(draft, "/chung"), data={**form, "theme": "Đoàn kết"})
    assert answer.status_code == 409
    again = sent_by(answer.text)
    assert (again["theme"], again["type"]) == ("Đoàn kết", "chỉ thị")
    assert (await clerk.post(path(draft, "/chung"), data=again)).status_code == 303
    assert stands(world, draft).values["theme"] == "Đoàn kết"

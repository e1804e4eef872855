"""A part of a written-down definition as a form: opened, written, refused, merged."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from sqlmodel import Session

from scheduler.access.roles import Role
from scheduler.campaign.editing import deeds
from scheduler.campaign.editing.doing import Changed
from scheduler.store import drafts
from scheduler.store.tables import Draft
from tests.config.desk.desk_world import NOW, OURS, DeskWorld, open_desk
from tests.config.desk.written import SAMPLE, path, sent_by, stands, written


@pytest.fixture
def world(tmp_path: Path) -> DeskWorld:
    return open_desk(tmp_path)


@pytest.fixture
async def clerk(world: DeskWorld) -> AsyncIterator[httpx.AsyncClient]:
    async with world.visit(Role.CLERK) as client:
        yield client


async def test_what_a_day_means_stands_beside_its_field(
    world: DeskWorld, clerk: httpx.AsyncClient
) -> None:
    draft = written(world)
    page = (await clerk.get(path(draft, "/dot-2"))).text
    assert "Thứ Ba, 31/12/2024; còn 169 ngày làm việc" in page
    assert "qua các ngày nghỉ: 02/9 – 03/9 (Quốc khánh)" in page


async def test_a_form_that_nobody_touched_changes_nothing(
    world: DeskWorld, clerk: httpx.AsyncClient
) -> None:
    draft = written(world)
    for key in ("dot-1", "cao-diem-dien-bien", "hoi-nghi-tong-ket", "tong-ket-nam"):
        page = (await clerk.get(path(draft, f"/{key}"))).text
        answer = await clerk.post(path(draft, f"/{key}"), data=sent_by(page))
        assert answer.status_code == 303, key
    assert stands(world, draft).values == draft.values


async def test_what_no_field_can_hold_is_mended_in_the_text(
    world: DeskWorld, clerk: httpx.AsyncClient
) -> None:
    wrong = "title: A\nyear: 2024\nduties:\n- {id: d, title: t, due: {day: 02-30}}\n"
    draft = written(world, wrong)
    answer = await clerk.get(path(draft, "/d"))
    assert answer.headers["location"] == path(draft).removesuffix("/soan") + "/yaml#van_ban"
    page = (await clerk.get(answer.headers["location"])).text
    assert "duties[d].due" in page and "02-30" in page


@pytest.mark.parametrize("due", ["{}", "{every: month, by: null}", "{by: 2024-06-30, on: dot-1}"])
async def test_a_rule_that_is_none_or_several_is_mended_in_the_text(
    world: DeskWorld, clerk: httpx.AsyncClient, due: str
) -> None:
    draft = written(world, COUNTED.replace("{after: dot-1, working_days: 5}", due))
    overview = await clerk.get(path(draft))
    text = path(draft).removesuffix("/soan") + "/yaml#van_ban"
    assert (overview.status_code, f'<a href="{text}">Báo cáo</a>' in overview.text) == (200, True)
    form = await clerk.get(path(draft, "/bao-cao"))
    assert (form.status_code, form.headers["location"]) == (303, text)
    sent = {"title": "Báo cáo", "revision": str(draft.revision)}
    told = await clerk.post(path(draft, "/bao-cao"), data=sent)
    assert told.status_code == 409 and stands(world, draft).source == draft.source


async def test_what_a_roll_left_for_a_person_is_listed(
    world: DeskWorld, clerk: httpx.AsyncClient
) -> None:
    asked = "  title: Báo cáo # xác nhận ngày 30/6\n"
    draft = written(world, COUNTED.replace("  title: Báo cáo\n", asked))
    page = (await clerk.get(path(draft))).text
    assert (
        f'<a href="{path(draft, "/bao-cao")}">Nhiệm vụ “Báo cáo”</a>: <span lang="vi">xác nhận ngày 30/6</span>'
        in page
    )
    written_ = written(world, COUNTED)
    assert "cần đối chiếu" not in (await clerk.get(path(written_))).text


@pytest.mark.parametrize("key", ["a b?c#d", "them/x", "~a", "..", "<b>", "ă"])
async def test_what_has_no_sound_id_is_mended_in_the_text(
    world: DeskWorld, clerk: httpx.AsyncClient, key: str
) -> None:
    draft = written(world, COUNTED.replace("id: bao-cao\n", f'id: "{key}"\n'))
    rows = HTMLParser((await clerk.get(path(draft))).text).css("#duty ~ ul li a, #duty ~ ul button")
    text = path(draft).removesuffix("/soan") + "/yaml#van_ban"
    assert [one.attributes.get("href") for one in rows] == [text]


async def test_what_another_put_beyond_all_forms_is_not_lost(
    world: DeskWorld, clerk: httpx.AsyncClient
) -> None:
    draft = written(world, COUNTED)
    form = sent_by((await clerk.get(path(draft, "/bao-cao"))).text)
    with world.database.write(OURS) as session:
        row, source = drafts.find(session, draft.id, OURS), draft.source.replace("5}", "x}")
        deeds.write_text(session, row, draft.revision, source, by="Phó phòng", now=NOW)
    told = await clerk.post(path(draft, "/bao-cao"), data={**form, "title": "Báo cáo mới"})
    assert told.status_code == 409 and 'value="Báo cáo mới"' in told.text
    assert "“Báo cáo”: Phó phòng vừa ghi ở văn bản YAML" in told.text
    assert stands(world, draft).source == source


async def test_who_is_named_is_who_changed_that_part(
    world: DeskWorld, clerk: httpx.AsyncClient
) -> None:
    draft = written(world)
    form = sent_by((await clerk.get(path(draft, "/dot-1"))).text)
    for number, (key, by) in enumerate((("dot-1", "Phó phòng"), ("dot-2", "Trưởng phòng")), 1):
        with world.database.write(OURS) as session:
            row = drafts.find(session, draft.id, OURS)
            found = stands(world, draft).entry(key) or pytest.fail("gone")
            values = {**found[1].values, "title": f"Đợt {by}"}
            deeds.write_entry(session, row, number, key, values, by=by, now=NOW)
    told = (await clerk.post(path(draft, "/dot-1"), data={**form, "title": "Đợt đầu"})).text
    assert "Phó phòng vừa thay đổi lúc" in told and "Trưởng phòng vừa" not in told


async def test_what_is_typed_is_written(world: DeskWorld, clerk: httpx.AsyncClient) -> None:
    draft = written(world)
    form = sent_by((await clerk.get(path(draft, "/dot-1"))).text)
    answer = await clerk.post(path(draft, "/dot-1"), data={**form, "last_day": "28/6"})
    assert answer.headers["location"] == path(draft, "?vua=dot-1#p-dot-1")
    _path, item = stands(world, draft).entry("dot-1") or pytest.fail("gone")
    assert item.values["last_day"] == "2024-06-28"


async def test_a_length_is_written_as_it_is_typed(
    world: DeskWorld, clerk: httpx.AsyncClient
) -> None:
    draft = written(world, COUNTED)
    form = sent_by((await clerk.get(path(draft, "/bao-cao"))).text)
    typed = {**form, "due": "10 ngày sau khi kết thúc đợt 1", "who": "all"}
    assert (await clerk.post(path(draft, "/bao-cao"), data=typed)).status_code == 303
    assert "due: {after: dot-1, days: 10}" in stands(world, draft).source
    again = {**sent_by((await clerk.get(path(draft, "/them/duty"))).text), "title": "B"}
    more = {"due": "5 ngày sau khi bắt đầu mỗi đợt", "to": "so-noi-vu", "decided": "A"}
    assert (await clerk.post(path(draft, "/them/duty"), data=again | more)).status_code == 303
    found = stands(world, draft).entry("b") or pytest.fail("gone")
    assert found[1].values["due"] == {"after_each": "round", "days": "5", "edge": "first"}


async def test_a_fault_stands_beside_its_field_and_nothing_is_lost(
    world: DeskWorld, clerk: httpx.AsyncClient
) -> None:
    draft = written(world)
    form = sent_by((await clerk.get(path(draft, "/dot-1"))).text)
    answer = await clerk.post(
        path(draft, "/dot-1"), data={**form, "title": "Đợt mới", "last_day": "30/2"}
    )
    assert answer.status_code == 422
    assert 'value="Đợt mới"' in answer.text and 'href="#last_day"' in answer.text


async def test_what_was_typed_is_shown_as_it_is_meant(
    world: DeskWorld, clerk: httpx.AsyncClient
) -> None:
    draft = written(world)
    form = sent_by((await clerk.get(path(draft, "/dot-1"))).text)
    answer = await clerk.post(
        path(draft, "/dot-1"), data={**form, "last_day": "hết tháng 7", "xem": "1"}
    )
    assert "Thứ Tư, 31/7/2024; còn 62 ngày làm việc." in answer.text
    assert stands(world, draft).revision == 1


async def test_something_new_is_added(world: DeskWorld, clerk: httpx.AsyncClient) -> None:
    draft = written(world)
    form = sent_by((await clerk.get(path(draft, "/them/occasion"))).text)
    answer = await clerk.post(
        path(draft, "/them/occasion"), data={**form, "title": "Đại hội", "day": "20/10"}
    )
    assert answer.headers["location"] == path(draft, "?vua=dai-hoi#p-dai-hoi")
    assert stands(world, draft).values["occasions"] == [
        {"id": "dai-hoi", "title": "Đại hội", "day": "2024-10-20"}
    ]


async def test_two_clerks_at_one_part_see_both(world: DeskWorld, clerk: httpx.AsyncClient) -> None:
    draft = written(world)
    form = sent_by((await clerk.get(path(draft, "/dot-1"))).text)
    await clerk.post(path(draft, "/dot-1"), data={**form, "last_day": "28/6"})
    answer = await clerk.post(path(draft, "/dot-1"), data={**form, "title": "Đợt đầu"})
    assert answer.status_code == 409
    again = sent_by(answer.text)
    assert (again["title"], again["last_day"]) == ("Đợt đầu", "28/6/2024")
    assert (await clerk.post(path(draft, "/dot-1"), data=again)).status_code == 303
    _path, item = stands(world, draft).entry("dot-1") or pytest.fail("gone")
    assert (item.values["title"], item.values["last_day"]) == ("Đợt đầu", "2024-06-28")


async def test_comments_that_would_go_are_told_before(
    world: DeskWorld, clerk: httpx.AsyncClient
) -> None:
    draft = written(world)
    form = sent_by((await clerk.get(path(draft, "/dot-1"))).text)
    days = {"anniversaries": "dien-bien-phu"}  # without that beside which a comment stands
    asked = await clerk.post(path(draft, "/dot-1"), data={**form, **days})
    assert (asked.status_code, stands(world, draft).revision) == (409, 1)
    assert "<p>“mừng Xuân Giáp Thìn 2024”</p>" in asked.text
    assert (await clerk.post(path(draft, "/dot-1"), data=sent_by(asked.text))).status_code == 303
    assert stands(world, draft).revision == 2


async def test_what_stands_in_the_way_of_a_plan_is_said_at_its_part_and_field(
    world: DeskWorld, clerk: httpx.AsyncClient
) -> None:
    source = SAMPLE.read_text("utf-8").replace(
        "anniversary: dien-bien-phu", "anniversary: khong-co"
    )
    draft = written(world, source)
    overview = (await clerk.get(path(draft))).text
    assert f'href="{path(draft, "/cao-diem-dien-bien#anniversary")}"' in overview
    form = (await clerk.get(path(draft, "/cao-diem-dien-bien"))).text
    assert 'class="fault"' in form


async def test_a_part_is_left_out_after_what_names_it_is_said(
    world: DeskWorld, clerk: httpx.AsyncClient
) -> None:
    draft = written(world, COUNTED)
    asked = await clerk.get(path(draft, "/dot-1/bo"))
    assert path(draft, "/bao-cao") in asked.text
    form = sent_by(asked.text, "main form")
    for _click in range(2):
        answer = await clerk.post(path(draft, "/dot-1/bo"), data=form)
        assert answer.status_code == 303
    assert stands(world, draft).entry("dot-1") is None


async def test_a_part_is_moved(world: DeskWorld, clerk: httpx.AsyncClient) -> None:
    draft = written(world)
    down = {"revision": "1", "len": "0"}
    assert (await clerk.post(path(draft, "/dot-1/doi-cho"), data=down)).status_code == 303
    listed = stands(world, draft).values["phases"]
    assert isinstance(listed, list)
    assert [one["id"] for one in listed[:2]] == ["dot-2", "dot-1"]


async def test_a_clause_becomes_a_duty_and_is_said_then(
    world: DeskWorld, clerk: httpx.AsyncClient
) -> None:
    draft = written(world, COUNTED)
    page = (await clerk.get(path(draft, "/them/duty?tu=0"))).text
    form = sent_by(page) | {"to": "so-noi-vu", "due": "15/12", "who": "all"}
    answer = await clerk.post(path(draft, "/them/duty"), data=form)
    assert answer.status_code == 303
    values = stands(world, draft).values
    assert "unplaced" not in values
    duties = values["duties"]
    assert isinstance(duties, list)
    assert duties[-1]["origin"] == {"quoted": "Các sở gửi danh sách điển hình tiên tiến."}


async def test_the_comment_of_a_clause_does_not_go_unsaid(
    world: DeskWorld, clerk: httpx.AsyncClient
) -> None:
    draft = written(world, COUNTED.replace("unplaced:\n", "unplaced:\n  # hỏi lại phòng Thi đua\n"))
    form = sent_by((await clerk.get(path(draft, "/them/duty?tu=0"))).text)
    form |= {"to": "so-noi-vu", "due": "15/12", "who": "all"}
    asked = await clerk.post(path(draft, "/them/duty"), data=form)
    assert asked.status_code == 409 and "hỏi lại phòng Thi đua" in asked.text
    assert "unplaced" in stands(world, draft).values
    form = sent_by(asked.text)
    assert (await clerk.post(path(draft, "/them/duty"), data=form)).status_code == 303
    assert "unplaced" not in stands(world, draft).values


async def test_what_is_understood_is_said_beside_a_fault_elsewhere(
    world: DeskWorld, clerk: httpx.AsyncClient
) -> None:
    draft = written(world)
    form = sent_by((await clerk.get(path(draft, "/dot-1"))).text)
    typed = {"first_day": "hết tháng giêng này", "last_day": "hết tháng 7"}
    answer = await clerk.post(path(draft, "/dot-1"), data={**form, **typed})
    assert answer.status_code == 422
    assert "Thứ Tư, 31/7/2024; còn 62 ngày làm việc." in answer.text


async def test_what_another_left_out_can_be_added_again(
    world: DeskWorld, clerk: httpx.AsyncClient
) -> None:
    draft = written(world)
    form = sent_by((await clerk.get(path(draft, "/dot-1"))).text)
    await clerk.post(path(draft, "/dot-1/bo"), data={"revision": "1", "mat": "1"})
    told = await clerk.post(path(draft, "/dot-1"), data={**form, "title": "Đợt đầu năm"})
    assert told.status_code == 409 and "vừa bỏ mục này" in told.text
    again = sent_by(told.text) | {"decided": "Sở Nội vụ"}
    assert (await clerk.post(path(draft, "/them/round"), data=again)).status_code == 303
    assert stands(world, draft).entry("dot-dau-nam")


async def test_a_page_of_many_duties_stays_small(
    world: DeskWorld, clerk: httpx.AsyncClient
) -> None:
    duty = COUNTED.partition("duties:\n")[2].partition("unplaced")[0]
    many = (duty.replace("- id: bao-cao\n", f"- id: bao-cao-{number}\n") for number in range(60))
    draft = written(world, COUNTED.replace(duty, "".join(many)))
    pages = [(await clerk.get(path(draft, f"?trang={number}"))).content for number in (1, 2, 3)]
    assert max(map(len, pages)) < 50_000
    assert [page.count(b'id="p-bao-cao-') for page in pages] == [24, 25, 11]


async def test_what_joins_from_a_template_is_shown_as_such(
    world: DeskWorld, clerk: httpx.AsyncClient
) -> None:
    draft = written(world, COUNTED + "template: dang-ky-giao-uoc\n")
    page = (await clerk.get(path(draft))).text
    template = world.desk.installation.templates["dang-ky-giao-uoc"].value
    assert template.title in page and template.duties[0].model_dump()["title"] in page


COUNTED = """campaign: phu-tho-2024
title: Phong trào
year: 2024
issuer: phu-tho
directive: {issuer: Ủy ban nhân dân tỉnh Phú Thọ}
phases:
- {id: dot-1, title: Đợt 1, first_day: 2024-01-01, last_day: 2024-06-30, origin: {set: A}}
duties:
- id: bao-cao
  title: Báo cáo
  kind: so_ket
  due: {after: dot-1, working_days: 5}
  origin: {set: A}
  owed_by: {all: true}
  to: so-noi-vu
unplaced:
- Các sở gửi danh sách điển hình tiên tiến.
"""


async def test_who_writes_while_another_leaves_it_out_keeps_what_was_typed(
    world: DeskWorld, clerk: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft, write = written(world), deeds.write_entry
    form = sent_by((await clerk.get(path(draft, "/dot-1"))).text)

    def late(session: Session, row: Draft, *given: Any, **said: Any) -> Changed:
        deeds.drop_entry(session, row, 1, "dot-1", by="Khác", now=NOW, lost_is_known=True)
        session.commit()
        return write(session, row, *given, **said)

    monkeypatch.setattr(deeds, "write_entry", late)
    told = await clerk.post(path(draft, "/dot-1"), data={**form, "title": "Đợt đầu năm"})
    assert told.status_code == 409 and "vừa bỏ mục này" in told.text
    assert 'value="Đợt đầu năm"' in told.text

"""The text of a draft at the desk: written as a whole, its problems lead to the forms, and each revision stays."""

from selectolax.lexbor import LexborHTMLParser as HTMLParser

from scheduler.access.roles import Role
from scheduler.campaign.editing import deeds
from scheduler.campaign.editing.working import Working
from scheduler.store import drafts
from tests.calendars.test_pages import Outline
from tests.config.desk.desk_world import NOW, OURS, DeskWorld
from tests.config.desk.written import SAMPLE, stands, written

TEXT = SAMPLE.read_text("utf-8")
OTHER = "Phó Giám đốc"


def at(draft: Working, page: str) -> str:
    return f"/ban/ban-thao/{draft.id}/{page}"


def text_in(html: str) -> str:
    """What the box holds, as a browser reads it."""
    box = HTMLParser(html).css_first("textarea")
    assert box
    return box.text().removeprefix("\n")


def other_writes(desk: DeskWorld, draft: Working, path: tuple[str, ...], value: str) -> None:
    with desk.database.write(OURS) as session:
        row = drafts.find(session, draft.id, OURS)
        deeds.write_field(session, row, row.revision, path, value, by=OTHER, now=NOW)


async def test_the_text_is_shown_and_written_to_the_letter(desk: DeskWorld) -> None:
    draft = written(desk, TEXT)
    async with desk.visit(Role.CLERK) as browser:
        page = await browser.get(at(draft, "yaml"))
        assert Outline(page.text).faults == [] and len(page.content) <= 50_000
        assert text_in(page.text) == TEXT
        typed = "# của tôi\n" + TEXT + "\n# hết  \n"
        sent = {"revision": "1", "van_ban": typed.replace("\n", "\r\n")}
        done = await browser.post(at(draft, "yaml"), data=sent)
        assert (done.status_code, done.headers["location"]) == (303, at(draft, "yaml?da-ghi=1"))
        assert stands(desk, draft).source == typed
        assert (await browser.get(at(draft, "ban-thao.yaml"))).text == typed
        again = await browser.post(at(draft, "yaml"), data=sent)
        assert (again.status_code, stands(desk, draft).revision) == (303, 2)


async def test_a_problem_leads_to_the_form_of_its_part(desk: DeskWorld) -> None:
    wrong = TEXT.replace("    kind: so_ket\n", "    kind: so_ket\n    reminders: sai\n", 1)
    draft = written(desk, wrong)
    async with desk.visit(Role.CLERK) as browser:
        page = await browser.get(at(draft, "yaml"))
    undated, *links = HTMLParser(page.text).css(".faults a")
    assert undated.attributes["href"] == at(draft, "soan/ky-giao-uoc#due")
    line = wrong[: wrong.index("reminders: sai")].count("\n") + 1
    assert [(one.attributes["href"], one.text()) for one in links] == [
        (at(draft, "soan/so-ket-dot-1#reminders"), f"Dòng {line} · duties[so-ket-dot-1].reminders")
    ]


async def test_what_no_form_can_hold_leads_to_its_text(desk: DeskWorld) -> None:
    draft = written(desk, TEXT.replace("kind: so_ket", "kind: sai"))
    async with desk.visit(Role.CLERK) as browser:
        page = await browser.get(at(draft, "yaml"))
    line = TEXT[: TEXT.index("kind: so_ket")].count("\n") + 1
    _undated, *links = HTMLParser(page.text).css(".faults a")
    assert [(one.attributes["href"], one.text()) for one in links] == [
        (at(draft, "yaml#van_ban"), f"Dòng {line} · duties[so-ket-dot-1].kind")
    ]


async def test_what_is_no_yaml_is_shown_again_with_all_that_was_typed(desk: DeskWorld) -> None:
    draft, typed = written(desk, TEXT), TEXT + "  - [\n"
    async with desk.visit(Role.CLERK) as browser:
        page = await browser.post(at(draft, "yaml"), data={"revision": "1", "van_ban": typed})
    assert page.status_code == 422 and Outline(page.text).faults == []
    assert text_in(page.text) == typed and "Chưa ghi được" in page.text
    assert stands(desk, draft).revision == 1


async def test_who_comes_second_sees_both_and_keeps_what_only_the_other_changed(
    desk: DeskWorld,
) -> None:
    draft = written(desk, TEXT)
    other_writes(desk, draft, ("title",), "Của người khác")
    other_writes(desk, draft, ("theme",), "Chủ đề khác")
    title = TEXT.splitlines()[1]
    typed = TEXT.replace(title, "title: Của tôi  # sửa")
    async with desk.visit(Role.CLERK) as browser:
        page = await browser.post(at(draft, "yaml"), data={"revision": "1", "van_ban": typed})
        assert page.status_code == 409 and Outline(page.text).faults == []
        shown = HTMLParser(page.text)
        assert [one.text() for one in shown.css("del")] == [
            f"− {OTHER} đã ghi: title: Của người khác"
        ]
        assert [one.text() for one in shown.css("ins")] == [
            "+ Đồng chí vừa ghi: title: Của tôi  # sửa"
        ]
        mine = text_in(page.text)
        assert stands(desk, draft).values["title"] == "Của người khác"
        await browser.post(at(draft, "yaml"), data={"revision": "3", "van_ban": mine})
    found = stands(desk, draft)
    assert (found.values["title"], found.values["theme"]) == ("Của tôi", "Chủ đề khác")
    assert "# sửa" in found.source


async def test_the_history_tells_who_changed_what_and_leads_back(desk: DeskWorld) -> None:
    draft = written(desk, TEXT)
    other_writes(desk, draft, ("title",), "Của người khác")
    async with desk.visit(Role.CLERK) as browser:
        page = await browser.get(at(draft, "lich-su?ban=2"))
        assert Outline(page.text).faults == [] and len(page.content) <= 50_000
        shown = HTMLParser(page.text)
        assert [one.text() for one in shown.css(".rows a")] == [
            "Bản 2: Tên phong trào",
            "Bản 1: Bản đầu tiên",
        ]
        assert [one.text() for one in shown.css("del, ins")] == [
            f"− Dòng bỏ: {TEXT.splitlines()[1]}",
            "+ Dòng thêm: title: Của người khác",
        ]
        for revision, status in (("1", 409), ("2", 303), ("2", 303)):
            sent = {"revision": revision, "ban": "1"}
            done = await browser.post(at(draft, "lich-su"), data=sent)
            assert done.status_code == status
        assert (stands(desk, draft).source, stands(desk, draft).revision) == (TEXT, 3)
        page = await browser.get(at(draft, "lich-su"))
        assert "Bản 3: Lấy lại bản 1" in page.text
        assert (await browser.get(at(draft, "lich-su?ban=9"))).status_code == 404
        assert (await browser.get(at(draft, "lich-su?ban=1"))).status_code == 200


async def test_a_long_history_and_a_long_change_go_over_several_pages(desk: DeskWorld) -> None:
    notes = "".join(f"  - Câu số {number} {'x' * 400}\n" for number in range(99))
    draft = written(desk, f"{TEXT.partition('notes:')[0]}notes:\n{notes}")
    for number in range(21):
        other_writes(desk, draft, ("title",), f"Tên {number}")
    async with desk.visit(Role.VIEWER) as browser:
        first = await browser.get(at(draft, "lich-su?ban=1"))
        last = await browser.get(at(draft, "lich-su?ban=1&dong=99&trang=2"))
        assert max(len(first.content), len(last.content)) <= 50_000
        assert "Câu số 0 " in first.text and "Câu số 98 " in last.text
        assert "Bản 1: Bản đầu tiên" not in HTMLParser(first.text).css_first("ul.rows").text()
        assert "Lấy lại bản này" not in first.text

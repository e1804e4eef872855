"""A draft is reviewed at the desk: what was read is seen, accepted, dropped and taken back."""

import re

import pytest

from scheduler.access.roles import Role
from scheduler.campaign.drafting.written import Kind
from tests.calendars.test_pages import Outline
from tests.config.desk.desk_world import OURS, THEIRS, DeskWorld
from tests.config.desk.drafted import FORTY, SEEDS, begin_draft, item_of_kind, load_view
from tests.directives.letters import letter


def pressed(html: str) -> list[str]:
    """The names of all buttons, as a screen reader says them."""
    found = re.findall(r"<button[^>]*>(.*?)</button>", html, re.DOTALL)
    return [re.sub(r"<[^>]*>", "", one).strip() for one in found]


async def test_page_shows_each_item_with_its_quote_and_place(desk: DeskWorld) -> None:
    begun = begin_draft(desk)
    async with desk.visit(Role.CLERK) as browser:
        page = await browser.get(begun.path)
    assert page.status_code == 200
    assert Outline(page.text).faults == []
    assert "Thứ Sáu, 27/01/2023" in page.text
    assert f'<a href="/ban/van-ban/{begun.document}?cho=19#cho">' in page.text
    assert "Chỗ chưa hiểu và điều lưu ý" in page.text


async def test_every_button_says_what_it_does_to_which_item(desk: DeskWorld) -> None:
    begun = begin_draft(desk)
    async with desk.visit(Role.CLERK) as browser:
        names = pressed((await browser.get(begun.path)).text)
    assert len(names) > 20 and len(set(names)) == len(names)
    assert any(name.startswith("Nhận: ") and name.endswith("Ngày ban hành") for name in names)


async def test_forty_items_keep_the_page_below_fifty_kilobytes(desk: DeskWorld) -> None:
    begun = begin_draft(desk, FORTY)
    shown = load_view(desk, begun)
    assert len(shown.items) >= 40
    async with desk.visit(Role.CLERK) as browser:
        for query in ("", "?phan=2", "?phan=3", "?trang=2", "?trang=3"):
            page = await browser.get(begun.path + query)
            assert (page.status_code, Outline(page.text).faults) == (200, [])
            assert len(page.content) <= 50_000


async def test_short_sentences_keep_the_page_below_fifty_kilobytes(desk: DeskWorld) -> None:
    begun = begin_draft(desk, FORTY + "Thi đua yêu nước. " * 2_000)
    async with desk.visit(Role.CLERK) as browser:
        for query in ("", "?trang=3", "?trang=9"):
            assert len((await browser.get(begun.path + query)).content) <= 50_000


async def test_doubtful_items_come_first_then_those_of_the_document(desk: DeskWorld) -> None:
    begun = begin_draft(desk, FORTY)
    async with desk.visit(Role.CLERK) as browser:
        html = (await browser.get(begun.path)).text
    listed = [int(number) for number in re.findall(r'<li class="muc[^"]*" id="m(\d+)"', html)]
    view = load_view(desk, begun)
    doubtful = [one.id for one in view.items if one.is_doubtful and one.kind is not Kind.NOTE]
    assert listed == doubtful[: len(listed)] and len(listed) > 10


async def test_accepting_leads_to_the_next_and_says_what_was_done(desk: DeskWorld) -> None:
    begun = begin_draft(desk)
    item = item_of_kind(desk, begun, "field")
    async with desk.visit(Role.CLERK) as browser:
        done = await browser.post(
            f"{begun.path}/viec", data={"viec": f"nhan.{item.id}.{item.revision}"}
        )
        page = await browser.get(done.headers["location"])
    assert done.status_code == 303
    assert item_of_kind(desk, begun, "field", "accepted").id == item.id
    assert f"vua={item.id}" in done.headers["location"]
    assert 'role="status"' in page.text and "đã nhận" in page.text
    ahead = re.search(r"#m(\d+)$", done.headers["location"])
    assert ahead and ahead[1] != str(item.id) and f'id="m{ahead[1]}"' in page.text


@pytest.mark.parametrize("deed", ["nhan", "bo"])
async def test_double_click_does_it_once(desk: DeskWorld, deed: str) -> None:
    begun = begin_draft(desk)
    item = item_of_kind(desk, begun, "field")
    press = {"viec": f"{deed}.{item.id}.{item.revision}"}
    async with desk.visit(Role.CLERK) as browser:
        for _click in range(2):
            assert (await browser.post(f"{begun.path}/viec", data=press)).status_code == 303
    now = load_view(desk, begun).item(item.id)
    assert now and now.revision == item.revision + 1


async def test_what_was_dropped_can_be_taken_back(desk: DeskWorld) -> None:
    begun = begin_draft(desk)
    item = item_of_kind(desk, begun, "field")
    async with desk.visit(Role.CLERK) as browser:
        await browser.post(f"{begun.path}/viec", data={"viec": f"bo.{item.id}.1"})
        html = (await browser.get(begun.path)).text
        assert "Mục đã bỏ" in html and f'value="lay-lai.{item.id}.2"' in html
        await browser.post(f"{begun.path}/viec", data={"viec": f"lay-lai.{item.id}.2"})
    now = load_view(desk, begun).item(item.id)
    assert now and (now.state, now.values) == ("found", item.values)


async def test_a_long_name_is_seen_to_be_cut(desk: DeskWorld) -> None:
    begun = begin_draft(desk, (SEEDS / "004_e96787b870ed94e5.txt").read_text("utf-8"))
    async with desk.visit(Role.CLERK) as browser:
        names = pressed((await browser.get(begun.path)).text)
    titles = [one.title for one in load_view(desk, begun).items]
    cut = [one for one in names if one.startswith("Nhận: ") and not one.endswith(tuple(titles))]
    assert cut and all(one.endswith("…") for one in cut)


async def test_each_doubt_names_what_it_is_about(desk: DeskWorld) -> None:
    begun = begin_draft(desk, (SEEDS / "004_e96787b870ed94e5.txt").read_text("utf-8"))
    asked = [sentence for item in load_view(desk, begun).items for sentence in item.asks]
    async with desk.visit(Role.CLERK) as browser:
        html = (await browser.get(begun.path)).text
    shown = re.findall(r'class="nghi"><span aria-hidden="true">\? </span>([^<]+)', html)
    assert shown and set(shown) <= set(asked)
    assert "Nơi nhận: văn bản không nói rõ." in shown


async def test_all_without_doubt_are_accepted_at_once(desk: DeskWorld) -> None:
    begun = begin_draft(desk)
    sure = load_view(desk, begun).sure
    async with desk.visit(Role.CLERK) as browser:
        html = (await browser.get(begun.path)).text
        assert f"Nhận tất cả mục không có nghi vấn ({sure})" in html
        await browser.post(f"{begun.path}/viec", data={"viec": "nhan-het"})
        assert "nhan-het" not in (await browser.get(begun.path)).text
    assert (load_view(desk, begun).sure, load_view(desk, begun).accepted) == (0, sure)


async def test_second_clerk_sees_what_the_first_did_and_decides(desk: DeskWorld) -> None:
    begun = begin_draft(desk)
    item = item_of_kind(desk, begun, "field")
    async with desk.visit(Role.CLERK) as one, desk.visit(Role.ADMIN) as other:
        await other.post(f"{begun.path}/viec", data={"viec": f"nhan.{item.id}.1"})
        met = await one.post(f"{begun.path}/viec", data={"viec": f"bo.{item.id}.1"})
        assert met.status_code == 409 and Outline(met.text).faults == []
        assert f"admin-{OURS}" in met.text and f"Giữ như admin-{OURS}" in met.text
        assert load_view(desk, begun).item(item.id).state == "accepted"  # type: ignore[union-attr]
        again = re.search(r'value="(bo\.\d+\.\d+)"', met.text)
        assert again
        await one.post(f"{begun.path}/viec", data={"viec": again[1]})
    assert load_view(desk, begun).item(item.id).state == "dropped"  # type: ignore[union-attr]


@pytest.mark.parametrize("role", [Role.VIEWER, Role.HEAD])
async def test_who_may_only_look_has_no_buttons(desk: DeskWorld, role: Role) -> None:
    begun = begin_draft(desk)
    item = item_of_kind(desk, begun, "field")
    async with desk.visit(role) as browser:
        page = await browser.get(f"{begun.path}?muc={item.id}")
        assert page.status_code == 200 and Outline(page.text).faults == []
        assert 'name="viec"' not in page.text and "?them=" not in page.text
        for path, data in (
            ("viec", {"viec": f"bo.{item.id}.1"}),
            (f"muc/{item.id}", {"value": "x"}),
            ("them", {"loai": "duty"}),
            ("bo", {}),
        ):
            refused = await browser.post(f"{begun.path}/{path}", data=data)
            assert refused.status_code == 403
    assert item_of_kind(desk, begun, "field").id == item.id


@pytest.mark.parametrize(
    "path", ["", "/con-lai", "/ban-thao.yaml", "/bo", "?muc=1", "?them=20", "/khong-co"]
)
async def test_another_issuers_draft_is_not_there(desk: DeskWorld, path: str) -> None:
    begun = begin_draft(desk)
    async with desk.visit(Role.ADMIN, THEIRS) as browser:
        assert (await browser.get(begun.path + path)).status_code == 404


@pytest.mark.parametrize("path", ["viec", "muc/1", "them", "bo"])
async def test_nothing_is_done_to_another_issuers_draft(desk: DeskWorld, path: str) -> None:
    begun = begin_draft(desk)
    item = load_view(desk, begun).items[0].id
    data = {"viec": f"bo.{item}.1", "loai": "duty", "value": "x", "revision": "1"}
    async with desk.visit(Role.ADMIN, THEIRS) as browser:
        got = await browser.post(f"{begun.path}/{path.replace('1', str(item))}", data=data)
    assert got.status_code == 404
    assert {one.state for one in load_view(desk, begun).items} == {"found"}


@pytest.mark.parametrize("viec", ["", "nhan", "nhan.1", "nhan.x.1", "xoa.1.1", "nhan.1.1.1"])
async def test_a_press_of_nothing_is_refused(desk: DeskWorld, viec: str) -> None:
    begun = begin_draft(desk)
    async with desk.visit(Role.CLERK) as browser:
        got = await browser.post(f"{begun.path}/viec", data={"viec": viec})
    assert got.status_code == 422


@pytest.mark.parametrize("query", ["?muc=x", "?muc=999999999", "?trang=999", "?phan=0", "?cho=-1"])
async def test_an_odd_address_shows_the_page(desk: DeskWorld, query: str) -> None:
    begun = begin_draft(desk)
    async with desk.visit(Role.CLERK) as browser:
        assert (await browser.get(begun.path + query)).status_code == 200


async def test_each_doubt_says_what_it_is_about(desk: DeskWorld) -> None:
    begun = begin_draft(desk, FORTY.replace("Các sở, ban, ngành gửi", "Gửi"))
    async with desk.visit(Role.CLERK) as browser:
        page = await browser.get(begun.path)
    told = re.findall(r'<p class="nghi"><span aria-hidden="true">\? </span>(.*?)</p>', page.text)
    assert "Nơi thực hiện: văn bản không nói rõ; đề nghị chọn đơn vị." in told
    assert not [one for one in told if one.startswith("theo văn bản")]


async def test_a_document_from_above_is_said_to_be_another_bodys(desk: DeskWorld) -> None:
    theirs, ours = begin_draft(desk), begin_draft(desk, FORTY)
    async with desk.visit(Role.CLERK) as browser:
        above, own = [(await browser.get(one.path)).text for one in (theirs, ours)]
    assert "bản thảo này là phong trào của Ủy ban nhân dân tỉnh Phú Thọ" in above
    assert "bản thảo này là phong trào của" not in own


async def test_a_unit_that_is_not_of_the_list_is_said_so(desk: DeskWorld) -> None:
    begun = begin_draft(desk, FORTY.replace("về Sở Nội vụ", "về Phòng Thi đua tổng hợp"))
    async with desk.visit(Role.CLERK) as browser:
        page = await browser.get(begun.path)
    assert "(không có trong danh sách đơn vị)" in page.text


async def test_anniversary_of_the_preamble_can_be_tied_to_the_round_it_lies_in(
    desk: DeskWorld,
) -> None:
    body = (
        "Lập thành tích chào mừng 79 năm Quốc khánh nước CHXHCN Việt Nam (02/9/1945 - 02/9/2024).\n"
        "Đợt 1: từ ngày 01/3/2024 đến ngày 30/6/2024.\nĐợt 2: từ ngày 01/7/2024 đến ngày 31/12/2024.\n"
    )
    begun = begin_draft(desk, letter(body).text)
    (second,) = [one for one in load_view(desk, begun).items if one.key == "dot-2"]
    async with desk.visit(Role.CLERK) as browser:
        page = await browser.get(begun.path)
        tied = re.findall(r'href="([^"]*)">Gắn vào (Đợt \d)…', page.text)
        form = await browser.get(tied[0][0].partition("#")[0])
    assert tied == [(f"{begun.path}?muc={second.id}#m{second.id}", "Đợt 2")]
    assert 'name="anniversaries"' in form.text

"""Units at the desk: a list from Excel to the units in force by clicks, one unit by a form, and those before."""

import re
from collections.abc import Sequence

import httpx
import pytest

from scheduler.access.roles import Role
from scheduler.campaign import organising
from scheduler.definition.organisation import Organisation
from scheduler.store.organisation_revisions import load_in_force
from scheduler.store.tables import Issuer
from scheduler.unit_lists.difference import difference
from tests.calendars.test_pages import Outline
from tests.config.desk.desk_world import NOW, OURS, DeskWorld
from tests.unit_lists.books import xlsx

UNITS = "/ban/don-vi"
LIST: Sequence[Sequence[object]] = (
    ("DANH SÁCH ĐƠN VỊ NĂM 2024",),
    (),
    ("TT", "Tên đơn vị", "Email", "Khối thi đua", "Trưởng khối"),
    (1, "UBND huyện Lâm Thao", "lam-thao@phutho.example", "Khối thi đua các huyện, thành, thị", "x"),
    (2, "Sở KHĐT", "khdt(at)phutho.example", "Khối thi đua các sở, ngành", ""),
    (3, "Sở Hoàn toàn mới", "moi@phutho.example", "Khối 9", ""),
)  # fmt: skip


async def send(
    browser: httpx.AsyncClient, content: bytes, name: str = "đơn vị.xlsx"
) -> httpx.Response:
    return await browser.post(f"{UNITS}/tai-len", files={"tep": (name, content)})


def in_force(desk: DeskWorld) -> Organisation:
    with desk.database.read() as session:
        return load_in_force(session, OURS)


async def hidden(browser: httpx.AsyncClient, path: str) -> dict[str, str]:
    """The revision and number of the list that the page carries."""
    page = (await browser.get(path)).text
    return dict(re.findall(r'name="(revision|danh-sach)" value="(\d+)"', page))


async def test_from_excel_to_units_in_force(desk: DeskWorld) -> None:
    before = in_force(desk)
    async with desk.visit(Role.CLERK) as browser:
        sent = await send(browser, xlsx(LIST))
        path = sent.headers["location"]
        page = await browser.get(path)
        assert page.status_code == 200 and Outline(page.text).faults == []
        assert len(page.content) <= 50_000
        assert "C5: " in page.text and f'href="{path}?dong=5#dong"' in page.text
        assert "ap-dung" not in page.text
        form = await browser.get(f"{path}?dong=5")
        assert 'value="khdt(at)phutho.example"' in form.text and Outline(form.text).faults == []
        data = {"dong": "5", "name": "Sở KHĐT", "email": "khdt@phutho.example"}
        data |= {"block": "Khối thi đua các sở, ngành", "revision": "1"}
        done = await browser.post(f"{path}/sua", data=data)
        assert (done.status_code, done.headers["location"]) == (303, f"{path}#loi")
        page = await browser.get(path)
        assert "không còn lỗi nào" in page.text and "không có trong tệp" in page.text
        fields = await hidden(browser, path)
        done = await browser.post(f"{path}/vang", data={"tat-ca": "1"} | fields)
        assert done.status_code == 303
        page = await browser.get(path)
        assert "1 đơn vị mới" in page.text and Outline(page.text).faults == []
        assert in_force(desk) == before
        fields = await hidden(browser, path)
        for _click in range(2):
            done = await browser.post(f"{path}/ap-dung", data=fields)
            assert (done.status_code, done.headers["location"]) == (303, path)
        assert "Đã áp dụng" in (await browser.get(path)).text
        listed = await browser.get(f"{UNITS}?tim=hoan toan moi")
        assert "Tìm thấy 1 đơn vị." in listed.text and Outline(listed.text).faults == []
    after = in_force(desk)
    assert [one.unit.id for one in difference(before, after).new] == ["so-hoan-toan-moi"]
    assert {one.id for one in before.units} < {one.id for one in after.units}
    with desk.database.read() as session:
        assert session.get_one(Issuer, OURS).units_revision == 1


async def test_somebody_who_was_faster_is_told_of(desk: DeskWorld) -> None:
    async with desk.visit(Role.CLERK) as browser:
        path = (await send(browser, xlsx([LIST[2], LIST[5]]))).headers["location"]
        await browser.post(f"{path}/vang", data={"tat-ca": "1", "revision": "1"})
        fields = await hidden(browser, path)
        with desk.database.write() as session:
            units = in_force(desk).units
            other = organising.with_unit(in_force(desk), units[0].model_copy(update={"short": "X"}))
            organising.put(session, other, based_on=0, by="Người khác", now=NOW)
        late = await browser.post(f"{path}/ap-dung", data=fields)
        assert late.status_code == 409 and "Người khác đã thay đổi" in late.text
        again = await browser.post(f"{path}/ap-dung", data=await hidden(browser, path))
        assert again.status_code == 303
    assert {one.short for one in in_force(desk).units} >= {"X"}


async def test_what_is_no_list_is_told_beside_the_field(desk: DeskWorld) -> None:
    async with desk.visit(Role.CLERK) as browser:
        for content, status, told in (
            (b"%PDF-1.7", 422, "không phải bảng tính"),
            (b"", 422, "tệp trống"),
            (b"x" * 10_100_000, 413, "quá lớn"),
        ):
            page = await send(browser, content)
            assert (page.status_code, told in page.text) == (status, True)
            assert Outline(page.text).faults == []
        nothing = await browser.post(f"{UNITS}/tai-len", files={"tep": ("", b"")})
        assert nothing.status_code == 422 and "Đề nghị chọn tệp danh sách." in nothing.text


async def test_columns_are_chosen_and_a_list_is_dropped(desk: DeskWorld) -> None:
    async with desk.visit(Role.CLERK) as browser:
        path = (
            await send(browser, xlsx([("Tên đơn vị", "Liên hệ"), ("Sở Mới", "a@b.vn")]))
        ).headers["location"]
        page = await browser.get(f"{path}/cot")
        assert page.status_code == 200 and Outline(page.text).faults == []
        data = {"revision": "1", "c0": "name", "c1": "email", "nam": "2025"}
        assert (await browser.post(f"{path}/cot", data=data)).status_code == 303
        assert "trưởng khối của năm 2025" in (await browser.get(path)).text
        stale = await browser.post(f"{path}/cot", data=data | {"nam": "2024"})
        assert stale.status_code == 409
        twice = await browser.post(f"{path}/cot", data=data | {"c1": "name"})
        assert twice.status_code == 422
        for _click in range(2):
            done = await browser.post(f"{path}/bo")
            assert (done.status_code, done.headers["location"]) == (303, UNITS)
        assert "chỉ còn để xem" in (await browser.get(path)).text
        assert (
            await browser.post(f"{path}/sua", data={"dong": "2", "revision": "2"})
        ).status_code == 409


async def test_who_is_missing_ends_on_a_day_or_is_asked_again(desk: DeskWorld) -> None:
    async with desk.visit(Role.CLERK) as browser:
        path = (await send(browser, xlsx([("Tên đơn vị",), ("Sở Nội vụ",)]))).headers["location"]
        data = {"revision": "1", "o-buu-dien": "het", "ngay-buu-dien": "cuối năm"}
        wrong = await browser.post(f"{path}/vang", data=data)
        assert wrong.status_code == 422 and "“cuối năm” không phải một ngày" in wrong.text
        data |= {"ngay-buu-dien": "30/6/2024", "vao-buu-dien": "Điện lực Phú Thọ"}
        unknown = await browser.post(f"{path}/vang", data=data)
        assert unknown.status_code == 422
        data |= {"vao-buu-dien": "dien-luc"}
        assert (await browser.post(f"{path}/vang", data=data)).status_code == 303
        fields = await hidden(browser, path)
        await browser.post(f"{path}/vang", data={"tat-ca": "1"} | fields)
        await browser.post(f"{path}/ap-dung", data=await hidden(browser, path))
    ended = next(one for one in in_force(desk).units if one.id == "buu-dien")
    assert (str(ended.last_day), ended.into) == ("2024-06-30", ("dien-luc",))


async def test_one_unit_is_changed_by_a_form_and_put_back(desk: DeskWorld) -> None:
    path = f"{UNITS}/buu-dien"
    before = in_force(desk)
    async with desk.visit(Role.CLERK) as browser:
        page = await browser.get(path)
        assert page.status_code == 200 and Outline(page.text).faults == []
        data = dict(re.findall(r'name="(\w+)"[^>]* value="([^"]*)"', page.text))
        data |= {"block": "khoi-4", "email": "khong-phai-thu"}
        wrong = await browser.post(path, data=data)
        assert wrong.status_code == 422 and "không phải một địa chỉ thư" in wrong.text
        data |= {"email": "moi@phutho.example"}
        assert (await browser.post(path, data=data)).status_code == 303
        late = await browser.post(path, data=data | {"short": "BĐ"})
        assert late.status_code == 409 and 'value="BĐ"' in late.text
        listed = await browser.get(f"{UNITS}/lich-su")
        assert "1 đơn vị thay đổi" in listed.text and Outline(listed.text).faults == []
        one = await browser.get(f"{UNITS}/lich-su/0")
        assert "→" in one.text and Outline(one.text).faults == []
        done = await browser.post(
            f"{UNITS}/lich-su/0/lay-lai", data=await hidden(browser, f"{UNITS}/lich-su/0")
        )
        assert done.status_code == 303
    assert not difference(before, in_force(desk))


async def test_where_two_people_are_wanted_another_one_applies(desk: DeskWorld) -> None:
    with desk.database.write() as session:
        session.get_one(Issuer, OURS).desk_two_people = True
    async with desk.visit(Role.ADMIN) as admin, desk.visit(Role.HEAD) as head:
        path = (await send(admin, xlsx([LIST[2], LIST[5]]))).headers["location"]
        await admin.post(f"{path}/vang", data={"tat-ca": "1", "revision": "1"})
        fields = {"revision": "2", "danh-sach": "0"}
        assert (await admin.post(f"{path}/ap-dung", data=fields)).status_code == 403
        assert "Áp dụng danh sách" in (await head.get(path)).text
        assert (await head.post(f"{path}/ap-dung", data=fields)).status_code == 303


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
async def test_the_list_is_saved_as_a_file(desk: DeskWorld, ending: str) -> None:
    async with desk.visit(Role.VIEWER) as browser:
        got = await browser.get(f"{UNITS}/danh-sach.{ending}")
        assert got.headers["content-disposition"].endswith(f'"danh-sach.{ending}"')
        async with desk.visit(Role.CLERK) as clerk:
            path = (await send(clerk, got.content, f"a.{ending}")).headers["location"]
            assert "Không có gì thay đổi" in (await clerk.get(path)).text


async def test_what_was_said_of_rows_is_not_said_of_another_sheet(desk: DeskWorld) -> None:
    head = ("Tên đơn vị", "Email", "Khối")
    rows = [head, ("Sở Y tế", "sai", "Khối 1")]
    more = {"Khác": [head[:2], ("Sở Công Thương", "")]}
    async with desk.visit(Role.CLERK) as clerk:
        path = (await send(clerk, xlsx(rows, more=more))).headers["location"]
        fields = {"dong": "2", "name": "Sở Y tế", "email": "syt@tinh.vn", "revision": "1"}
        assert (await clerk.post(f"{path}/sua", data=fields)).status_code == 303
        fields = {"trang-tinh": "Khác", "revision": "2"}
        assert (await clerk.post(f"{path}/cot", data=fields)).status_code == 303
        page = (await clerk.get(path)).text
    assert "Sở Công Thương" in page and "syt@tinh.vn" not in page


async def test_every_row_that_is_passed_over_is_named(desk: DeskWorld) -> None:
    rows = [("TT", "Tên đơn vị"), (1, "Sở Y tế"), *[("", "Ghi chú: a")] * 33]
    async with desk.visit(Role.CLERK) as clerk:
        path = (await send(clerk, xlsx(rows))).headers["location"]
        assert "Cùng các dòng: 33, 34, 35." in (await clerk.get(path)).text


async def test_a_list_has_a_name_that_a_page_has_room_for(desk: DeskWorld) -> None:
    async with desk.visit(Role.CLERK) as browser:
        sent = await send(browser, xlsx(LIST), "\u202e" + "x" * 3_000 + ".xlsx")
        page = await browser.get(sent.headers["location"])
    assert "x" * 120 not in page.text and "xxx.xlsx" in page.text and "\u202e" not in page.text


async def test_a_row_is_called_by_the_name_of_its_unit(desk: DeskWorld) -> None:
    rows = [("Mã đơn vị", "Tên đơn vị", "Email"), ("so-moi", "Sở Mới", "khong phai thu")]
    async with desk.visit(Role.ADMIN) as browser:
        page = await browser.get((await send(browser, xlsx(rows))).headers["location"])
    assert "Dòng 2: Sở Mới" in page.text

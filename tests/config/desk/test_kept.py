"""What a lapsed session sent is kept for its sender, shown after signing in, sent on. Nothing of a stranger."""

from datetime import timedelta
from typing import Annotated

import pytest
from fastapi import Depends, Response
from httpx import AsyncClient
from sqlmodel import select

from config.desk.desk import Visit, go_to
from config.desk.entrance.kept import KEPT_COOKIE
from config.desk.entrance.kept_fields import Row, rows_of
from config.desk.forms import Sent
from config.desk.visiting import COOKIE, Visiting
from scheduler.access import accounts, links
from scheduler.access.roles import Role
from scheduler.store.tables import Account, KeptForm
from scheduler.web.body import read_body
from tests.calendars.test_pages import Outline
from tests.config.desk.desk_world import NOW, OURS, THEIRS, WALL, DeskWorld, holder

LATER = WALL + timedelta(hours=3)  # behind the idle end of a session


@pytest.fixture
def done(desk: DeskWorld) -> list[tuple[str, dict[str, str]]]:
    """What a form of the desk has done: who, and what they sent."""
    found: list[tuple[str, dict[str, str]]] = []
    visits = Depends(Visiting(desk.desk))

    def do(visit: Annotated[Visit, visits], fields: Sent) -> Response:
        found.append((visit.visitor.signature, dict(fields)))
        return go_to("/ban/phien")

    async def upload(visit: Annotated[Visit, visits]) -> Response:
        body = await read_body(visit.request, limit=40_000_000)
        found.append((visit.visitor.signature, {"size": str(len(body))}))
        return go_to("/ban/phien")

    async def fail(visit: Annotated[Visit, visits]) -> Response:
        raise RuntimeError("broken")

    for path, made in (("lam", do), ("tai", upload), ("hong", fail)):
        desk.app.add_api_route(f"/ban/{path}", made, methods=["POST"])
    return found


def again(browser: AsyncClient, desk: DeskWorld, role: Role, issuer: str = OURS) -> None:
    """The same browser, signed in anew."""
    kept = browser.cookies.get(KEPT_COOKIE) or ""
    browser.cookies.clear()
    browser.cookies.set(COOKIE, desk.sign_in(role, issuer))
    browser.cookies.set(KEPT_COOKIE, kept)


def rows(desk: DeskWorld) -> int:
    with desk.database.read() as session:
        return len(session.exec(select(KeptForm)).all())


def test_seals_that_pages_send_to_themselves_are_not_shown() -> None:
    sealed = [("revision", "3"), ("digest", "ab12"), ("dau", "ab12"), ("trinh", "1")]
    assert rows_of([*sealed, ("remark", "Sửa hạn")]) == ([Row("Nội dung cần sửa", "Sửa hạn")], 0)


async def test_form_of_a_lapsed_session_is_shown_and_sent_on(
    desk: DeskWorld, done: list[tuple[str, dict[str, str]]]
) -> None:
    async with desk.visit(Role.CLERK) as browser:
        desk.wall.advance_to(LATER)
        got = await browser.post(
            "/ban/lam?x=1", data={"name": "Tên <b>mới</b>", "role": "a", "revision": "3"}
        )
        assert (got.status_code, got.headers["location"]) == (303, "/ban/vao")
        assert done == []
        page = await browser.get("/ban/vao")
        assert "được giữ lại 1 giờ" in page.text
        again(browser, desk, Role.CLERK)
        page = await browser.get("/ban/giu-lai")
        assert Outline(page.text).faults == []
        assert "Tên &lt;b&gt;mới&lt;/b&gt;" in page.text and "<dt>Tên tài khoản</dt>" in page.text
        assert "<dt>Vai trò</dt>" in page.text
        assert "revision" not in page.text
        got = await browser.post("/ban/giu-lai/gui", data={"so": "0"})
        assert (got.status_code, got.headers["location"]) == (303, "/ban/phien")
        assert [sent for _who, sent in done] == [
            {"name": "Tên <b>mới</b>", "role": "a", "revision": "3"}
        ]
        assert done[0][0].startswith("Chuyên viên")
        got = await browser.post("/ban/giu-lai/gui", data={"so": "0"})  # pressed twice
        assert got.headers["location"] == "/ban/giu-lai" and len(done) == 1
    assert rows(desk) == 0


async def test_what_was_chosen_is_shown_in_words(desk: DeskWorld, done: list[object]) -> None:
    sent = {"kind": "bao_cao_dot", "who": "all", "proof": "number", "title": "Báo cáo"}
    async with desk.visit(Role.CLERK) as browser:
        desk.wall.advance_to(LATER)
        await browser.post("/ban/lam", data=sent)
        again(browser, desk, Role.CLERK)
        page = await browser.get("/ban/giu-lai")
    for words in ("báo cáo kết quả đợt", "tất cả đơn vị", "số, ký hiệu văn bản"):
        assert f"{words}</dd>" in page.text, page.text
    assert "bao_cao_dot" not in page.text


async def test_link_leads_to_what_was_kept(desk: DeskWorld, done: list[object]) -> None:
    async with desk.visit(Role.CLERK) as browser:
        desk.wall.advance_to(LATER)
        await browser.post("/ban/lam", data={"a": "1"})
        with desk.database.write(OURS) as session:
            who = {"by": "admin", "wall": LATER, "now": NOW}
            secret = links.make(session, person_id=holder(session, Role.CLERK, OURS), **who)
        assert "được giữ lại" in (await browser.get(f"/ban/vao/{secret}")).text
        got = await browser.post(f"/ban/vao/{secret}")
        assert got.headers["location"] == "/ban/giu-lai"
        assert "Gửi lại" in (await browser.get("/ban/giu-lai")).text


async def test_file_of_a_lapsed_session_is_kept_with_its_name_and_size(
    desk: DeskWorld, done: list[tuple[str, dict[str, str]]]
) -> None:
    async with desk.visit(Role.CLERK) as browser:
        desk.wall.advance_to(LATER)
        files = {"tep": ("Kế hoạch.docx", b"x" * 3000)}
        await browser.post("/ban/tai", files=files, data={"ghi-chu": "một"})
        again(browser, desk, Role.CLERK)
        page = await browser.get("/ban/giu-lai")
        assert "tệp Kế hoạch.docx, 3 kB" in page.text and "một" in page.text
        got = await browser.post("/ban/giu-lai/gui", data={"so": "0"})
        assert got.headers["location"] == "/ban/phien"
    assert 3000 < int(done[0][1]["size"]) < 4000


async def test_kept_form_is_dropped(desk: DeskWorld, done: list[object]) -> None:
    async with desk.visit(Role.CLERK) as browser:
        desk.wall.advance_to(LATER)
        await browser.post("/ban/lam", data={"a": "1"})
        again(browser, desk, Role.CLERK)
        got = await browser.post("/ban/giu-lai/bo", data={"so": "0"})
        assert got.headers["location"] == "/ban"
        assert (await browser.get("/ban/giu-lai")).headers["location"] == "/ban"
    assert (done, rows(desk)) == ([], 0)


async def test_several_forms_are_kept_side_by_side(
    desk: DeskWorld, done: list[tuple[str, dict[str, str]]]
) -> None:
    async with desk.visit(Role.CLERK) as browser:
        desk.wall.advance_to(LATER)
        for text in ("một", "hai", "ba", "bốn"):
            await browser.post("/ban/lam", data={"a": text})
        again(browser, desk, Role.CLERK)
        page = (await browser.get("/ban/giu-lai")).text
        assert [text for text in ("một", "hai", "ba", "bốn") if f"<dd>{text}</dd>" in page] == [
            "hai", "ba", "bốn",
        ]  # fmt: skip
        await browser.post("/ban/giu-lai/gui", data={"so": "1"})
        assert [sent["a"] for _who, sent in done] == ["ba"]
        page = (await browser.get("/ban/giu-lai")).text
        assert "<dd>hai</dd>" in page and "<dd>ba</dd>" not in page


@pytest.mark.parametrize(
    ("role", "issuer"), [(Role.HEAD, OURS), (Role.ADMIN, OURS), (Role.CLERK, THEIRS)]
)
async def test_nobody_else_is_shown_what_was_kept(
    desk: DeskWorld, done: list[object], role: Role, issuer: str
) -> None:
    async with desk.visit(Role.CLERK) as browser:
        desk.wall.advance_to(LATER)
        await browser.post("/ban/lam", data={"a": "riêng"})
        again(browser, desk, role, issuer)
        assert (await browser.get("/ban/giu-lai")).status_code == 303
        got = await browser.post("/ban/giu-lai/gui", data={"so": "0"})
        assert got.headers["location"] == "/ban/giu-lai"
    assert done == []


async def test_who_comes_in_between_costs_nobody_their_form(
    desk: DeskWorld, done: list[object]
) -> None:
    async with desk.visit(Role.CLERK) as browser:
        desk.wall.advance_to(LATER)
        await browser.post("/ban/lam", data={"a": "riêng"})
        again(browser, desk, Role.HEAD)
        got = await browser.get("/ban/giu-lai?toi=/ban/phien")
        assert got.headers["location"] == "/ban/phien"
        got = await browser.get("/ban/giu-lai?toi=//evil.example")
        assert got.headers["location"] == "/ban"
        again(browser, desk, Role.CLERK)
        assert "<dd>riêng</dd>" in (await browser.get("/ban/giu-lai")).text


async def test_page_that_was_asked_for_comes_after_what_was_kept(
    desk: DeskWorld, done: list[object]
) -> None:
    desk.sign_in(Role.ADMIN)
    with desk.database.read() as session:
        account = accounts.find(session, f"admin-{OURS}")
    who = {"by": "admin", "wall": WALL, "now": NOW}
    accounts.set_password(desk.database, account, "bốn từ không liên quan", **who)
    async with desk.visit(Role.ADMIN) as browser:
        desk.wall.advance_to(LATER)
        await browser.post("/ban/lam", data={"a": "1"})
        sent = {"name": account.name, "password": "bốn từ không liên quan", "toi": "/ban/phien"}
        got = await browser.post("/ban/vao", data=sent)
    assert got.headers["location"] == "/ban/giu-lai?toi=%2Fban%2Fphien"


@pytest.mark.parametrize("cookie", ["", "x" * 43, "signed out", "long ago"])
async def test_of_a_stranger_nothing_is_read(
    desk: DeskWorld, done: list[object], cookie: str
) -> None:
    secret = cookie
    if cookie in ("signed out", "long ago"):
        async with desk.visit(Role.CLERK) as browser:
            secret = browser.cookies[COOKIE]
            if cookie == "signed out":
                await browser.post("/ban/ra")
    desk.wall.advance_to(LATER + (timedelta(days=2) if cookie == "long ago" else timedelta(0)))
    asked: list[str] = []

    async def receive() -> dict[str, object]:
        asked.append("body")
        return {"type": "http.request", "body": b"a=1", "more_body": False}

    sent: list[dict[str, object]] = []

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    headers = [
        (b"host", b"ban.example"), (b"sec-fetch-site", b"same-origin"), (b"cookie", f"{COOKIE}={secret}".encode()),
        (b"content-type", b"application/x-www-form-urlencoded"), (b"content-length", b"3"),
    ]  # fmt: skip
    scope = {
        "type": "http", "http_version": "1.1", "method": "POST", "scheme": "https", "path": "/ban/lam",
        "raw_path": b"/ban/lam", "query_string": b"", "root_path": "", "headers": headers,
        "client": ("127.0.0.1", 1), "server": ("ban.example", 443),
    }  # fmt: skip
    await desk.app(scope, receive, send)  # type: ignore[arg-type]
    assert sent[0]["status"] == 303
    assert (asked, done, rows(desk)) == ([], [], 0)


async def test_who_was_signed_out_elsewhere_is_told_that_nothing_was_saved(
    desk: DeskWorld, done: list[object]
) -> None:
    told = "Phiên đăng nhập đã được kết thúc từ nơi khác."
    async with desk.visit(Role.CLERK) as browser, desk.visit(Role.CLERK) as other:
        await other.post("/ban/phien/ket-thuc-khac")
        sent = await browser.post("/ban/lam", data={"a": "1"})
        assert told in (await browser.get(sent.headers["location"])).text
        browser.cookies.delete(COOKIE)
        assert told not in (await browser.get("/ban/vao")).text
    assert done == []


async def test_password_is_never_kept(desk: DeskWorld) -> None:
    async with desk.visit(Role.ADMIN) as browser:
        desk.wall.advance_to(LATER)
        got = await browser.post("/ban/mat-khau", data={"new": "một mật khẩu nào đó"})
        assert got.status_code == 303
    assert rows(desk) == 0


async def test_what_is_larger_than_any_form_is_refused_with_the_reason(
    desk: DeskWorld, done: list[object]
) -> None:
    async with desk.visit(Role.CLERK) as browser:
        desk.wall.advance_to(LATER)
        got = await browser.post(
            "/ban/lam",
            content=b"",
            headers={
                "Content-Type": "application/x-www-form-urlencoded",
                "Content-Length": str(33 * 1024 * 1024),
            },
        )
    assert got.status_code == 413 and "Phiên đăng nhập đã hết" in got.text
    assert rows(desk) == 0


async def test_form_that_fails_stays_kept(desk: DeskWorld, done: list[object]) -> None:
    async with desk.visit(Role.CLERK) as browser:
        desk.wall.advance_to(LATER)
        await browser.post("/ban/hong", data={"a": "giữ mãi"})
        again(browser, desk, Role.CLERK)
        got = await browser.post("/ban/giu-lai/gui", data={"so": "0"})
        assert got.status_code == 500
        assert "giữ mãi" in (await browser.get("/ban/giu-lai")).text


async def test_kept_form_lapses_within_the_hour(desk: DeskWorld, done: list[object]) -> None:
    async with desk.visit(Role.CLERK) as browser:
        desk.wall.advance_to(LATER)
        await browser.post("/ban/lam", data={"a": "1"})
        desk.wall.advance_to(LATER + timedelta(minutes=61))
        again(browser, desk, Role.CLERK)
        got = await browser.get("/ban/giu-lai")
        assert (got.status_code, got.headers["location"]) == (303, "/ban")


async def test_page_of_a_long_kept_form_stays_small(desk: DeskWorld, done: list[object]) -> None:
    async with desk.visit(Role.CLERK) as browser:
        desk.wall.advance_to(LATER)
        for _form in range(3):
            await browser.post("/ban/lam", data={f"mục {n}": 'dài & "ừ" ' * 400 for n in range(90)})
        again(browser, desk, Role.CLERK)
        page = await browser.get("/ban/giu-lai")
        assert 20_000 < len(page.content) < 50_000 and "mục khác" in page.text


async def test_lapsed_page_leads_back_after_signing_in(desk: DeskWorld) -> None:
    async with desk.visit(Role.CLERK) as browser:
        desk.wall.advance_to(LATER)
        got = await browser.get("/ban/phien?trang=2")
        page = await browser.get(got.headers["location"])
        assert "Phiên đăng nhập đã hết. Đề nghị đăng nhập lại." in page.text
        assert 'value="/ban/phien?trang=2"' in page.text


async def test_account_closed_meanwhile_is_shown_nothing(
    desk: DeskWorld, done: list[object]
) -> None:
    async with desk.visit(Role.ADMIN) as browser:
        desk.wall.advance_to(LATER)
        await browser.post("/ban/lam", data={"a": "1"})
        again(browser, desk, Role.ADMIN)
        with desk.database.write() as session:
            session.exec(select(Account)).one().closed_at = LATER
        got = await browser.get("/ban/giu-lai")
        assert got.headers["location"].startswith("/ban/vao")


async def test_button_that_was_pressed_is_said_with_its_place(
    desk: DeskWorld, done: list[object]
) -> None:
    async with desk.visit(Role.ADMIN) as browser:
        desk.wall.advance_to(LATER)
        await browser.post("/ban/tai-khoan/1/lien-ket", data={"x": ""})
        again(browser, desk, Role.ADMIN)
        page = await browser.get("/ban/giu-lai")
    assert "Ở phần Tài khoản." in page.text and "Một nút đã bấm" in page.text
    assert Outline(page.text).faults == []


@pytest.mark.parametrize(("head", "kept"), [("TUYỆT MẬT", 0), ("CHỈ THỊ", 1)])
async def test_a_secret_document_is_not_kept_for_after_signing_in(
    desk: DeskWorld, head: str, kept: int
) -> None:
    text = f"ỦY BAN NHÂN DÂN TỈNH\n{head}\nVề việc phát động phong trào thi đua năm 2027\n"
    async with desk.visit(Role.CLERK) as browser:
        desk.wall.advance_to(LATER)
        answer = await browser.post(
            "/ban/van-ban/moi",
            data={"noi_dung": text},
            files={"tep": ("", b"")},
        )
    assert rows(desk) == kept
    assert answer.status_code == (303 if kept else 422)
    assert "đăng nhập" in answer.text.lower() or kept

"""A document is brought in over HTTP: it becomes one draft, or one sentence says why not and nothing is left of it."""

import asyncio
import gc
import io
import re
import zipfile
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from threading import Event

import docx
import httpx
import pypdf
import pytest
from sqlalchemy import inspect, text
from sqlmodel import Session, select

from config.desk.documents import uploads
from scheduler.access.roles import Role
from scheduler.directives.page import read as reading
from scheduler.store.tables import Document, Draft, DraftItem, LedgerEntry
from tests.config.desk.desk_world import OURS, THEIRS, WALL, DeskWorld
from tests.directives.letters import letter
from tests.directives.test_reading_files import pdf_file, word_file

pytestmark = pytest.mark.usefixtures("alone")

AT = "/ban/van-ban/moi"
BODY = "Đợt 1: từ ngày 15/02/2024 đến ngày 30/6/2024.\nGửi báo cáo tổng kết trước ngày 10/12/2024."
LETTER = letter(BODY).text
WORD = word_file()  # once: its package says when it was made
WRONG = "TỆP-CỦA-NGƯỜI-LẠ"  # in every file that is refused: nothing of it may be found afterwards


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever sends a document waits for what becomes of it, on a busy machine, too."""
    monkeypatch.setattr(uploads, "PATIENCE", 60)


def page_of(words: str) -> str:
    lines = "".join(f"<p>{line}</p>" for line in words.split("\n"))
    return f"<!DOCTYPE html><html><body>{lines}</body></html>"


def saved(document: docx.document.Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


async def send(
    browser: httpx.AsyncClient, content: bytes, name: str = "ke-hoach.docx", pasted: str = ""
) -> httpx.Response:
    """As the form sends it."""
    files = [("tep", (name, content)), ("noi_dung", (None, pasted.encode()))]
    if not content and not name:
        files = files[1:]
    return await browser.post(AT, files=files)


def drafts(desk: DeskWorld) -> list[Draft]:
    with desk.database.read() as session:
        return list(session.exec(select(Draft)))


def kept(desk: DeskWorld) -> list[Document]:
    with desk.database.read() as session:
        return list(session.exec(select(Document)))


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def rows(session: Session) -> Iterator[str]:
    """Everything that stands in any table."""
    connection = session.connection()
    for table in inspect(connection).get_table_names():
        yield from map(str, connection.execute(text(f'SELECT * FROM "{table}"')))


def assert_nothing_left(desk: DeskWorld, folder: Path, *words: str) -> None:
    assert (kept(desk), drafts(desk)) == ([], [])
    assert not desk.desk.files.exists() or files_in(desk.desk.files) == []
    with desk.database.read() as session:
        found = "\n".join(rows(session))
    octets = b"".join(path.read_bytes() for path in files_in(folder))
    for word in words:
        assert word not in found
        assert word.encode() not in octets and word.encode("utf-16-le") not in octets


GOOD = {
    "word": (lambda: WORD, "ke-hoach.docx"),
    "text": (LETTER.encode, "ke-hoach.txt"),
    "web page": (page_of(LETTER).encode, "trang.html"),
    "word by another name": (lambda: WORD, "ke-hoach.bin"),
}


@pytest.mark.parametrize("kind", GOOD)
async def test_file_becomes_a_draft(desk: DeskWorld, kind: str) -> None:
    make, name = GOOD[kind]
    async with desk.visit(Role.CLERK) as browser:
        answer = await send(browser, make(), name)
    [document], [draft] = kept(desk), drafts(desk)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/ban/ban-thao/{draft.id}")
    assert (document.name, document.size, document.issuer_id) == (name, len(make()), OURS)
    assert (draft.document_id, draft.issuer_id) == (document.id, OURS)
    with desk.database.read() as session:
        quoted = [one for one in session.exec(select(DraftItem)) if one.quote]
        lines = [one for one in session.exec(select(LedgerEntry)) if one.kind == "document kept"]
    assert quoted and all(
        document.text[one.offset or 0 :].startswith(one.quote or "") for one in quoted
    )
    assert [document.content_hash in line.data for line in lines] == [True]
    assert [path.name for path in files_in(desk.desk.files)] == [document.content_hash]


@pytest.mark.parametrize("pasted", [LETTER, LETTER.replace("\n", "\r\n"), page_of(LETTER)])
async def test_pasted_text_becomes_a_draft(desk: DeskWorld, pasted: str) -> None:
    async with desk.visit(Role.ADMIN) as browser:
        answer = await send(browser, b"", "", pasted)
    assert answer.headers["location"] == f"/ban/ban-thao/{drafts(desk)[0].id}"
    assert "15/02/2024" in kept(desk)[0].text and "\r" not in kept(desk)[0].text


def packed(name: str, size: int) -> bytes:
    """A package of Office whose one part is that long."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        with package.open(name, "w") as part:
            for _count in range(size // 1_000_000):
                part.write(bytes(1_000_000))
        package.writestr("docProps/app.xml", WRONG)
    return out.getvalue()


def locked() -> bytes:
    writer = pypdf.PdfWriter(
        io.BytesIO(pdf_file(b"BT /F1 12 Tf (Thi dua nam 2024, bao cao quy) Tj ET"))
    )
    writer.encrypt("mat khau")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue() + WRONG.encode()


# Contents that take long to make are made by the test that needs them.
REFUSED: dict[str, tuple[bytes | Callable[[], bytes], str, str]] = {
    "empty": (b"", "a.txt", "không có chữ nào"),
    "blank": (b"  \n\n ", "a.txt", "không có chữ nào"),
    "empty word": (saved(docx.Document()), "a.docx", "không có chữ nào"),
    "bomb": (partial(packed, "word/document.xml", 130_000_000), "a.docx", "quá lớn"),
    "sheet called a letter": (
        partial(packed, "xl/workbook.xml", 200_000_000),
        "a.docx",
        "bảng tính",
    ),
    "sheet": (packed("xl/workbook.xml", 1), "a.xlsx", "bảng tính"),
    "other package": (packed("a/b.txt", 1), "a.zip", "tệp nén"),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + WRONG.encode(), "a.doc", "Lưu thành .docx"),
    "picture": (b"\x89PNG\r\n\x1a\n" + WRONG.encode(), "a.png", "OCR"),
    "scanned": (pdf_file(b"0 0 m 9 9 l S % " + WRONG.encode("ascii", "ignore")), "a.pdf", "OCR"),
    "locked": (locked(), "a.pdf", "mật khẩu"),
    "broken pdf": (b"%PDF-1.7\n" + WRONG.encode(), "a.pdf", "tệp hỏng"),
    "broken word": (b"PK\x03\x04word/" + WRONG.encode(), "a.docx", "tệp hỏng"),
    "definition": (
        f"campaign: a-2024\ntitle: {WRONG}\n".encode(),
        "a.yaml",
        "định nghĩa phong trào",
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
async def test_wrong_file_is_one_sentence_and_leaves_nothing(
    desk: DeskWorld, tmp_path: Path, kind: str
) -> None:
    content, name, sentence = REFUSED[kind]
    content = content() if callable(content) else content
    async with desk.visit(Role.CLERK) as browser:
        answer = await send(browser, content, name)
    assert answer.status_code == 422
    fault = re.search(r'<p class="fault".*?</p>', answer.text, re.S)
    assert fault and sentence in fault[0] and 'href="#tep"' in answer.text
    assert_nothing_left(desk, tmp_path, WRONG)


SECRET = f"ỦY BAN NHÂN DÂN\nTUYỆT MẬT\n{LETTER}\n{WRONG}\n"


def boxed() -> bytes:
    document = docx.Document(io.BytesIO(WORD))
    document.add_paragraph(WRONG)
    document.sections[0].header.paragraphs[0].text = "TUYỆT MẬT"
    return saved(document)


@pytest.mark.parametrize(
    ("content", "name", "pasted"),
    [
        (SECRET.encode(), f"{WRONG}.txt", ""),
        (boxed(), f"{WRONG}.docx", ""),
        (page_of(SECRET).encode(), f"{WRONG}.html", ""),
        (b"", "", SECRET),
    ],
    ids=["text", "running head", "web page", "pasted"],
)
async def test_secret_document_is_refused_and_leaves_nothing(
    desk: DeskWorld,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    content: bytes,
    name: str,
    pasted: str,
) -> None:
    caplog.set_level("DEBUG")
    async with desk.visit(Role.CLERK) as browser:
        answer = await send(browser, content, name, pasted)
    assert "“Tuyệt mật”" in answer.text and "chưa lưu gì" in answer.text
    assert WRONG not in answer.text and "Đợt 1" not in answer.text
    assert WRONG not in caplog.text
    assert_nothing_left(desk, tmp_path, WRONG, "15/02/2024")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", SECRET.encode()])
async def test_name_of_a_refused_file_is_not_logged(
    desk: DeskWorld, caplog: pytest.LogCaptureFixture, content: bytes
) -> None:
    async with desk.visit(Role.CLERK) as browser:
        assert (await send(browser, content or b" ", f"{WRONG}.txt")).status_code == 422
    gc.collect()
    assert WRONG not in caplog.text and "never retrieved" not in caplog.text


async def test_file_that_is_too_large_is_refused_before_it_is_read(desk: DeskWorld) -> None:
    async with desk.visit(Role.CLERK) as browser:
        answer = await send(browser, bytes(uploads.MOST_BYTES + 20_000), "a.pdf")
    assert answer.status_code == 413 and "quá lớn" in answer.text and 'name="tep"' in answer.text


@pytest.mark.parametrize(
    ("content", "name", "pasted", "sentence"),
    [
        (b"", "", "", "chọn tệp hoặc dán"),
        (b"x", "a.txt", "Văn bản dán vào", "chọn một trong hai"),
    ],
)
async def test_neither_and_both_are_told_and_the_text_comes_back(
    desk: DeskWorld, content: bytes, name: str, pasted: str, sentence: str
) -> None:
    async with desk.visit(Role.CLERK) as browser:
        answer = await send(browser, content, name, pasted)
    assert answer.status_code == 422 and sentence in answer.text and pasted in answer.text


async def test_button_pressed_twice_makes_one_document_and_one_draft(desk: DeskWorld) -> None:
    async with desk.visit(Role.CLERK) as browser:
        both = await asyncio.gather(send(browser, WORD), send(browser, WORD))
        later = await send(browser, WORD, "ten-khac.docx")
    assert len(kept(desk)) == len(drafts(desk)) == 1
    assert {one.headers["location"] for one in (*both, later)} == {
        f"/ban/ban-thao/{drafts(desk)[0].id}"
    }


async def test_what_is_kept_already_is_said_and_led_to(desk: DeskWorld) -> None:
    async with desk.visit(Role.CLERK) as browser:
        await send(browser, WORD)
        desk.wall.advance_to(WALL + timedelta(minutes=20))
        again = await send(browser, WORD, "ten-khac.docx")
        assert again.headers["location"] == f"/ban/van-ban/{kept(desk)[0].id}/da-co"
        page = await browser.get(again.headers["location"])
    assert "đã có" in page.text and "ke-hoach.docx" in page.text
    assert f'href="/ban/ban-thao/{drafts(desk)[0].id}"' in page.text
    assert len(kept(desk)) == len(drafts(desk)) == 1


async def test_document_without_open_draft_is_drafted_anew_once(desk: DeskWorld) -> None:
    async with desk.visit(Role.CLERK) as browser:
        await send(browser, WORD)
        [document], [first] = kept(desk), drafts(desk)
        with desk.database.write() as session:
            session.get_one(Draft, first.id).state = "dropped"
        page = await browser.get(f"/ban/van-ban/{document.id}/da-co")
        assert "Lập bản thảo mới" in page.text
        both = [await browser.post(f"/ban/van-ban/{document.id}/ban-thao") for _press in range(2)]
    assert len(drafts(desk)) == 2
    assert {one.headers["location"] for one in both} == {f"/ban/ban-thao/{drafts(desk)[1].id}"}


async def test_other_issuer_keeps_the_same_octets_as_its_own(desk: DeskWorld) -> None:
    for issuer in (OURS, THEIRS):
        async with desk.visit(Role.CLERK, issuer) as browser:
            await send(browser, WORD)
    assert [one.issuer_id for one in kept(desk)] == [OURS, THEIRS]
    assert len(files_in(desk.desk.files)) == 1


OTHER = "Kính gửi các bạn,\nMời dự liên hoan ngày 15/6/2024 tại hội trường lớn của cơ quan.\n"


async def test_what_is_no_directive_is_kept_only_when_asked(
    desk: DeskWorld, tmp_path: Path
) -> None:
    async with desk.visit(Role.CLERK) as browser:
        sent = await send(browser, OTHER.encode(), "moi.txt")
        page = await browser.get(sent.headers["location"])
        assert "Chưa lưu gì" in page.text
        assert_nothing_left(desk, tmp_path, "liên hoan")
        at = sent.headers["location"]
        both = [await browser.post(f"{at}/giu") for _press in range(2)]
    assert {one.headers["location"] for one in both} == {f"/ban/ban-thao/{drafts(desk)[0].id}"}
    assert [one.name for one in kept(desk)] == ["moi.txt"]


async def test_what_is_no_directive_is_dropped(desk: DeskWorld, tmp_path: Path) -> None:
    async with desk.visit(Role.CLERK) as browser:
        at = (await send(browser, OTHER.encode(), "moi.txt")).headers["location"]
        assert (await browser.post(f"{at}/bo")).headers["location"] == "/ban/van-ban"
        gone = await browser.post(f"{at}/giu")
        assert (await browser.get(gone.headers["location"])).status_code == 404
    assert_nothing_left(desk, tmp_path, "liên hoan")


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """No document is read before it is opened, and nobody waits."""
    opened = Event()

    def slowly(given: bytes, *, name: str) -> object:
        assert opened.wait(30)
        return reading.read(given, name=name)

    monkeypatch.setattr(uploads, "read", slowly)
    monkeypatch.setattr(uploads, "PATIENCE", 0)
    yield opened
    opened.set()


async def test_who_waits_sees_progress_and_the_place_in_the_line(
    desk: DeskWorld, gate: Event
) -> None:
    texts = [LETTER.replace("2024", str(year)) for year in (2024, 2025, 2026, 2027)]
    async with desk.visit(Role.CLERK) as browser:
        sent = [await send(browser, one.encode(), "a.txt") for one in texts]
        pages = [await browser.get(one.headers["location"]) for one in sent]
        assert [one.headers["refresh"] for one in pages] == ["2"] * 4
        assert [re.findall(r"còn (\d) văn bản", one.text) for one in pages] == [
            [],
            [],
            ["1"],
            ["2"],
        ]
        assert "đang đọc" in pages[0].text and "<script" not in pages[0].text
        assert kept(desk) == []
        gate.set()
        uploads.PATIENCE = 60
        ended = [await send(browser, one.encode(), "a.txt") for one in texts]
    assert sorted(one.headers["location"] for one in ended) == sorted(
        f"/ban/ban-thao/{draft.id}" for draft in drafts(desk)
    )
    assert len(drafts(desk)) == 4


async def test_page_of_progress_is_of_its_issuer_alone(desk: DeskWorld, gate: Event) -> None:
    async with desk.visit(Role.CLERK) as browser:
        at = (await send(browser, LETTER.encode(), "a.txt")).headers["location"]
    async with desk.visit(Role.CLERK, THEIRS) as browser:
        theirs = await browser.get(at)
        await browser.post(f"{at}/bo")
    assert theirs.status_code == 404 and "a.txt" not in theirs.text
    async with desk.visit(Role.CLERK) as browser:
        assert (await browser.get(at)).status_code == 200


async def test_restart_in_between_is_said(desk: DeskWorld) -> None:
    async with desk.visit(Role.CLERK) as browser:
        page = await browser.get(f"{AT}/khong-con")
    assert page.status_code == 404
    assert "khởi động lại" in page.text and "tải lại tệp" in page.text and 'name="tep"' in page.text


async def test_who_comes_back_too_late_is_not_told_that_nothing_was_kept(desk: DeskWorld) -> None:
    async with desk.visit(Role.CLERK) as browser:
        await send(browser, LETTER.encode(), "a.txt")
        page = await browser.get(f"{AT}/het-han")
    assert len(kept(desk)) == 1
    assert "Chưa lưu gì" not in page.text and "danh sách văn bản" in page.text


@pytest.mark.parametrize("name", ["\u200b", "...", "\u202e"])
async def test_file_without_a_name_to_be_seen_is_named(desk: DeskWorld, name: str) -> None:
    async with desk.visit(Role.CLERK) as browser:
        await send(browser, WORD, name)
    assert [one.name for one in kept(desk)] == ["Tệp không tên"]


@pytest.mark.parametrize("role", [Role.HEAD, Role.VIEWER, Role.OPERATOR, None])
async def test_nothing_is_read_of_who_may_not_define(desk: DeskWorld, role: Role | None) -> None:
    taken: list[bytes] = []

    async def body() -> AsyncIterator[bytes]:
        taken.append(b"")
        yield b"x"

    headers = {"content-type": "multipart/form-data; boundary=b"}
    async with desk.visit(role) as browser:
        request = browser.build_request("POST", AT, content=body(), headers=headers)
        answer = await browser.send(request)
        assert (await browser.get(AT)).status_code == answer.status_code
    assert answer.status_code == (403 if role else 303)
    assert taken == []


async def test_form_from_elsewhere_is_refused(desk: DeskWorld) -> None:
    async with desk.visit(Role.CLERK) as browser:
        browser.headers["Sec-Fetch-Site"] = "cross-site"
        assert (await send(browser, WORD)).status_code == 403
    assert kept(desk) == []


async def test_octets_come_back_as_they_were_and_are_only_saved(desk: DeskWorld) -> None:
    content = page_of(LETTER + "<script>alert(1)</script>").encode()
    async with desk.visit(Role.CLERK) as browser:
        await send(browser, content, "Kế hoạch <1>.html")
        number = kept(desk)[0].id
    async with desk.visit(Role.VIEWER) as browser:
        answer = await browser.get(f"/ban/van-ban/{number}/tep")
    assert answer.content == content
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == (
        f"attachment; filename=\"van-ban-{number}\"; filename*=UTF-8''K%E1%BA%BF%20ho%E1%BA%A1ch%201%20.html"
    )
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert "no-store" in answer.headers["cache-control"]


async def test_octets_that_are_not_what_they_were_are_not_given(desk: DeskWorld) -> None:
    async with desk.visit(Role.CLERK) as browser:
        await send(browser, WORD)
        [file], [document] = files_in(desk.desk.files), kept(desk)
        file.write_bytes(b"khac")
        altered = await browser.get(f"/ban/van-ban/{document.id}/tep")
        file.unlink()
        lost = await browser.get(f"/ban/van-ban/{document.id}/tep")
    assert altered.status_code == 409 and "không còn đúng" in altered.text
    assert lost.status_code == 500 and str(file) not in lost.text


@pytest.mark.parametrize("place", ["tep", "da-co"])
async def test_document_of_another_issuer_is_not_there(desk: DeskWorld, place: str) -> None:
    async with desk.visit(Role.CLERK) as browser:
        await send(browser, WORD)
        number = kept(desk)[0].id
    async with desk.visit(Role.ADMIN, THEIRS) as browser:
        for address in (f"{number}/{place}", f"99/{place}", f"{2**70}/{place}"):
            assert (await browser.get(f"/ban/van-ban/{address}")).status_code == 404
        assert (await browser.post(f"/ban/van-ban/{number}/ban-thao")).status_code == 404
        assert "ke-hoach.docx" not in (await browser.get("/ban/van-ban")).text


async def test_list_shows_documents_with_their_drafts(desk: DeskWorld) -> None:
    async with desk.visit(Role.CLERK) as browser:
        assert "Chưa có văn bản nào" in (await browser.get("/ban/van-ban")).text
        await send(browser, WORD, "A & <b>.docx")
        page = (await browser.get("/ban/van-ban")).text
    assert "A &amp; &lt;b&gt;.docx" in page and f'href="/ban/ban-thao/{drafts(desk)[0].id}"' in page
    assert 'href="/ban/van-ban/moi"' in page
    async with desk.visit(Role.VIEWER) as browser:
        assert 'href="/ban/van-ban/moi"' not in (await browser.get("/ban/van-ban")).text


async def test_long_list_is_paged(desk: DeskWorld) -> None:
    with desk.database.write() as session:
        for number in range(120):
            session.add(
                Document(
                    issuer_id=OURS,
                    content_hash=f"{number:064}",
                    name=f"Văn bản {number:03}",
                    size=9,
                    text="x",
                    by="admin",
                    kept_at=desk.desk.now,
                )
            )
    async with desk.visit(Role.CLERK) as browser:
        first = await browser.get("/ban/van-ban")
        last = await browser.get("/ban/van-ban?trang=3")
        odd = await browser.get("/ban/van-ban?trang=-x")
    assert "Văn bản 119" in first.text and "Văn bản 069" not in first.text
    assert "Văn bản 000" in last.text and odd.status_code == 200
    assert len(first.content) < 50_000


@pytest.mark.parametrize(
    ("content", "name", "pasted", "may"),
    [
        (WORD, "a.docx", "", True),
        (b"", "", LETTER, True),
        (SECRET.encode(), "a.txt", "", False),
        (boxed(), "a.docx", "", False),
        (b"", "", SECRET, False),
        (b"%PDF-1.7 x", "a.pdf", "", False),
        (b"", "", "", False),
        (WORD, "a.docx", SECRET, False),
        (boxed(), "a.docx", LETTER, False),
    ],
    ids=[
        "word",
        "text",
        "secret",
        "secret word",
        "secret text",
        "not to be read",
        "nothing",
        "word beside secret text",
        "secret word beside text",
    ],
)
def test_form_is_stored_before_its_sender_is_known_only_when_it_is_open(
    content: bytes, name: str, pasted: str, may: bool
) -> None:
    files = {"tep": (name or None, content), "noi_dung": (None, pasted.encode())}
    sent = httpx.Request("POST", "http://x", files=files)
    assert uploads.may_be_stored(sent.read(), sent.headers["content-type"]) is may


@pytest.mark.parametrize(
    "files",
    [
        [("tep", ("a.txt", LETTER.encode())), ("noi_dung", (None, SECRET.encode()))],
        [("tep", ("a.txt", LETTER.encode())), ("khac", (None, SECRET.encode()))],
        [("tep", ("", SECRET.encode())), ("noi_dung", (None, LETTER.encode()))],
        [("noi_dung", (None, SECRET.encode())), ("noi_dung", (None, LETTER.encode()))],
    ],
    ids=["file and text", "more fields", "file without a name", "text and text"],
)
def test_form_with_more_than_is_read_is_not_stored(files: list[tuple[str, object]]) -> None:
    sent = httpx.Request("POST", "http://x", files=files)  # type: ignore[arg-type]
    assert not uploads.may_be_stored(sent.read(), sent.headers["content-type"])


def test_what_is_no_form_is_not_stored() -> None:
    assert not uploads.may_be_stored(b"a=1", "application/x-www-form-urlencoded")

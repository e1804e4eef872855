"""A second set of pages stands on the ground all pages share, with templates, style sheet and routes of its own."""

from pathlib import Path

import httpx
import pytest
from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request, Response

from scheduler.errors import BodyTooBig, DatabaseBusy, ThiDuaError
from scheduler.language import _
from scheduler.web import application, respond, static
from scheduler.web.body import read_form
from scheduler.web.errors import Refusal, Refusing
from scheduler.web.headers import EVERY, FORMS, PAGE
from scheduler.web.origin import SameOrigin
from scheduler.web.templates import Templates
from tests.calendars.test_pages import Outline

PAGE_OF_ITS_OWN = """{% extends "khung.html" %}
{% from "phan.html" import top, copied %}
{% block title %}{{ _("Bản in") }}{% endblock %}
{% block top %}{{ top("Bàn làm việc", "UBND tỉnh", "Trang", [("/viec", "Việc", true)]) }}{% endblock %}
{% block main %}
<p class="said">{{ said }}</p>
{{ copied("dia-chi", "Địa chỉ", said) }}
<form method="post" action="{{ root }}/viec" class="stack">
<label for="ten">Tên</label><input id="ten" name="ten" type="text"><button type="submit">Gửi</button>
</form>
{% endblock %}
"""
BUSY = DatabaseBusy("sqlite:///x")
OURS = {"origin": "http://ban.example"}


def told(error: ThiDuaError) -> tuple[int, str]:
    return (413, "Dài quá.") if isinstance(error, BodyTooBig) else (503, "Bận.")


def province(folder: Path, *, rehearsal: bool = False) -> FastAPI:
    (folder / "ban.html").write_text(PAGE_OF_ITS_OWN, "utf-8")
    (folder / "khung.html").write_text("another frame", "utf-8")
    (folder / "ban.css").write_text(".said { color: var(--red); }", "utf-8")
    style = static.read(folder / "ban.css")
    pages = Templates(folder, styles=[style])
    routes = APIRouter(dependencies=[Depends(SameOrigin())])

    def page(request: Request, said: str) -> Response:
        html = pages.render("ban", rehearsal=rehearsal, said=said, translated="/viec?lang=en")
        return respond.page(html, request.method, forms=True)

    @routes.api_route("/viec", methods=respond.READ)
    def show(request: Request) -> Response:
        return page(request, "Chưa có gì")

    @routes.post("/viec")
    async def change(request: Request) -> Response:
        form = await read_form(request, limit=1000)
        if not form.get("ten"):
            raise Refusal(422, "Thiếu tên.", "Đề nghị ghi tên rồi gửi lại.")
        if form["ten"] == "bận":
            raise BUSY
        return page(request, form["ten"])

    @routes.get("/hong")
    @routes.get("/hong.txt")
    @routes.get("/may/hong")
    def broken() -> None:
        raise RuntimeError("secret words")

    @routes.get("/may/khong")
    def nothing() -> None:
        raise HTTPException(404)

    app = application.make(
        Refusing(
            told,
            machines=("/may/",),
            is_program=lambda path: path.endswith(".txt"),
            rehearsal=rehearsal,
        )
    )
    app.include_router(static.router([style]))
    app.include_router(routes)
    return app


async def ask(app: FastAPI, path: str, method: str = "GET", **more: object) -> httpx.Response:
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://ban.example") as client:
        return await client.request(method, path, **more)  # type: ignore[arg-type]


def heading(got: httpx.Response) -> str:
    assert Outline(got.text).faults == []
    return got.text.partition("<h1>")[2].partition("</h1>")[0]


async def test_page_extends_the_frame_and_is_sound(tmp_path: Path) -> None:
    got = await ask(province(tmp_path), "/viec")
    outline = Outline(got.text)
    assert (got.status_code, outline.faults, outline.outside) == (200, [], [])
    assert "<title>Bản in · Thi Đua</title>" in got.text and "Tới nội dung" in got.text
    assert '<a href="/viec" aria-current="page">Việc</a>' in got.text
    assert 'hreflang="en">English</a>' in got.text
    assert {name: got.headers[name] for name in FORMS} == FORMS


async def test_its_style_sheet_stands_beside_the_shared_one(tmp_path: Path) -> None:
    app = province(tmp_path)
    html = (await ask(app, "/viec")).text
    links = [part.partition('"')[0] for part in html.split('<link rel="stylesheet" href="')[1:]]
    assert [link.partition("?")[0] for link in links] == [
        "/giao-dien/khung.css",
        "/giao-dien/ban.css",
    ]
    for link in links:
        got = await ask(app, link)
        assert (got.status_code, got.headers["content-type"]) == (200, "text/css; charset=utf-8")
        assert got.headers["cache-control"] == "public, max-age=86400"
        assert {name: got.headers[name] for name in EVERY} == EVERY


async def test_what_people_typed_stays_text(tmp_path: Path) -> None:
    got = await ask(
        province(tmp_path), "/viec", "POST", data={"ten": "<b>\u202e{{ 7*7 }}"}, headers=OURS
    )
    assert '<p class="said">&lt;b&gt;{{ 7*7 }}</p>' in got.text


async def test_language_and_rehearsal_are_those_of_all_pages(tmp_path: Path) -> None:
    app = province(tmp_path, rehearsal=True)
    got = await ask(app, "/viec?lang=en")
    assert '<html lang="en">' in got.text and "Tới nội dung" not in got.text
    for path in ("/viec", "/khong-co"):
        assert '<p class="rehearsal" role="alert">DIỄN TẬP' in (await ask(app, path)).text


@pytest.mark.parametrize(
    "headers", [{}, {"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}]
)
async def test_form_from_elsewhere_is_refused_on_a_page(
    tmp_path: Path, headers: dict[str, str]
) -> None:
    got = await ask(province(tmp_path), "/viec", "POST", data={"ten": "An"}, headers=headers)
    assert (got.status_code, heading(got)[:7]) == (403, "Yêu cầu")
    assert {name: got.headers[name] for name in PAGE} == PAGE


@pytest.mark.parametrize(
    ("form", "status", "said"),
    [
        ({"ten": "An"}, 200, "Bàn làm việc"),
        ({"ten": ""}, 422, "Thiếu tên."),
        ({"ten": "bận"}, 503, "Bận."),
        ({"ten": "x" * 2000}, 413, "Dài quá."),
    ],
)
async def test_each_refusal_is_one_page(
    tmp_path: Path, form: dict[str, str], status: int, said: str
) -> None:
    got = await ask(province(tmp_path), "/viec", "POST", data=form, headers=OURS)
    assert (got.status_code, heading(got)) == (status, said)
    assert ("Đề nghị ghi tên rồi gửi lại." in got.text) == (status == 422)


async def test_where_nothing_is_a_person_gets_a_page_and_a_program_a_sentence(
    tmp_path: Path,
) -> None:
    app = province(tmp_path)
    page, program, machine = [await ask(app, p) for p in ("/x", "/x.txt", "/may/khong")]
    assert heading(page) == _("Không có gì ở địa chỉ này.")
    assert program.text == "Không có gì ở địa chỉ này.\n"
    assert machine.json() == {"detail": "Not Found"}
    assert [got.status_code for got in (page, program, machine)] == [404] * 3


@pytest.mark.parametrize("path", ["/hong", "/hong.txt", "/may/hong"])
async def test_fault_tells_nothing_of_itself(tmp_path: Path, path: str) -> None:
    got = await ask(province(tmp_path), path)
    assert (got.status_code, "secret words" in got.text) == (500, False)
    assert "Máy chủ gặp lỗi." in got.text


async def test_method_that_nothing_takes_names_those_that_are_taken(tmp_path: Path) -> None:
    got = await ask(province(tmp_path), "/hong", "POST", headers=OURS)
    assert (got.status_code, got.headers["allow"]) == (405, "GET")


async def test_head_is_get_without_a_body(tmp_path: Path) -> None:
    app = province(tmp_path)
    got, head = await ask(app, "/viec"), await ask(app, "/viec", "HEAD")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == got.headers["content-length"]

"""Pages as HTML: what they say, what they never say, and how they are answered."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import delete

from calendars.pages.routes import router
from calendars.query import Scope
from scheduler.clock import RehearsalClock
from scheduler.store import ledger
from scheduler.store.tables import Campaign, Obligation, Occurrence, Span, Unit
from tests.calendars.pages_world import World, crowd, mint, open_world
from tests.calendars.stored import BASE, NOW, span, stored

VIEWS = ["", "/danh-sach", "/thang?thang=2024-11", "/nam", "/in"]
MANAGING = "managing"  # not below the address that reads
VOID = {"meta", "link", "input", "img", "br"}


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path)
    yield made
    made.database.close()


async def get(world: World, path: str, method: str = "GET", **more: object) -> httpx.Response:
    transport = httpx.ASGITransport(world.app)
    async with httpx.AsyncClient(transport=transport, base_url=BASE) as client:
        if method == "POST":  # as a browser says of a form of ours
            more["headers"] = {"origin": BASE} | dict(more.get("headers", {}))  # type: ignore[call-overload]
        return await client.request(method, path, **more)  # type: ignore[arg-type]


def page_of(world: World, scope: str, view: str) -> str:
    """The path of a view, or of the page that manages the links of that scope."""
    return world.managing[scope] if view == MANAGING else world.paths[scope] + view


class Outline(HTMLParser):
    """Every tag closed in its order, and what a reader without eyes needs to know of it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []
        self.ids: set[str] = set()
        self.wanted: list[str] = []  # ids that are pointed to
        self.fields: set[str] = set()
        self.outside: list[str] = []  # what a browser would fetch by itself
        self.feed(html)
        self.close()
        self.faults += [f"<{tag}> left open" for tag in self.open]
        self.faults += [f"no #{id_}" for id_ in self.wanted if id_ not in self.ids]
        self.faults += [f"no label for #{id_}" for id_ in self.fields - set(self.wanted)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            self.open.append(tag)
        if id_ := given.get("id"):
            self.faults += [f"#{id_} twice"] if id_ in self.ids else []
            self.ids.add(id_)
        self.wanted += given.get("aria-labelledby", "").split() + given.get("for", "").split()
        if tag in ("input", "select") and given.get("type") != "hidden":
            self.fields.add(given.get("id", "?"))
        self._safe(tag, given)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")

    def _safe(self, tag: str, given: dict[str, str]) -> None:
        loaded = given.get("src") or (
            given.get("href", "") if tag in ("link", "image", "use") else ""
        )
        self.outside += [loaded] if loaded and not loaded.startswith(("/", "#")) else []
        if tag in ("script", "style", "iframe", "object", "base"):
            self.faults.append(f"<{tag}>")
        self.faults += [
            f"{name} on <{tag}>" for name in given if name.startswith("on") or name == "style"
        ]


@pytest.mark.parametrize("view", [*VIEWS, MANAGING])
@pytest.mark.parametrize("scope", ["unit", "block", "person", "issuer"])
async def test_pages_of_every_scope_are_sound_and_small(
    world: World, scope: str, view: str
) -> None:
    got = await get(world, page_of(world, scope, view))
    outline = Outline(got.text)
    assert (got.status_code, outline.faults, outline.outside) == (200, [], [])
    assert got.headers["content-type"] == "text/html; charset=utf-8"
    assert len(got.content) < 38_000  # with the stylesheet below 50 kB


@pytest.mark.parametrize("view", VIEWS)
async def test_public_pages_are_sound_and_name_no_unit(world: World, view: str) -> None:
    got = await get(world, world.paths["campaign"] + view)
    assert (got.status_code, Outline(got.text).faults) == (200, [])
    assert "Sở Y tế" not in got.text and "quá hạn" not in got.text
    assert 'method="post"' not in got.text


@pytest.mark.parametrize(
    "path", ["/giao-dien/khung.css", "/giao-dien/lich.css", "/giao-dien/thi-dua.svg"]
)
async def test_the_style_is_ours_and_small(world: World, path: str) -> None:
    got = await get(world, path)
    assert got.status_code == 200 and len(got.content) < 12_000
    assert b"http:" not in got.content.replace(b"http://www.w3.org/2000/svg", b"")
    assert b"@import" not in got.content and b"url(" not in got.content


async def test_subscribe_page_has_the_right_button_for_each_client(world: World) -> None:
    path = world.paths["unit"]
    html = (await get(world, path)).text.replace("&amp;", "&")
    host, secret = BASE.removeprefix("https://"), path.replace("/", "%2F")
    assert f'href="webcal://{host}{path}.ics"' in html
    assert f"https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2F{host}{secret}.ics" in html
    for server in ("outlook.live.com", "outlook.office.com"):
        assert (
            f"https://{server}/calendar/0/addfromweb?url=https%3A%2F%2F{host}{secret}.ics" in html
        )
    assert f'value="{BASE}{path}.ics"' in html and f'value="{BASE}{path}.ics?nhac=1"' in html
    assert 'class="qr"' in html and "4 đến 24 giờ" in html


@pytest.mark.parametrize(
    ("agent", "first"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X)", "webcal:"),
        ("Mozilla/5.0 (Linux; Android 14; SM-A155F)", "https://calendar.google.com"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64)", "https://outlook.office.com"),
        ("", "webcal:"),
    ],
)
async def test_the_button_of_the_readers_device_comes_first(
    world: World, agent: str, first: str
) -> None:
    html = (await get(world, world.paths["unit"], headers={"user-agent": agent})).text
    assert html.partition('class="button first" href="')[2].startswith(first)


async def test_pages_show_how_each_duty_stands(world: World) -> None:
    html = (await get(world, world.paths["unit"] + "/danh-sach?trang=1")).text
    for words in ("✔ đã gửi: ", "⚠ quá hạn: ", "gia hạn đến 30/7: ", "70 năm Ngày Chiến thắng"):
        assert words in html
    assert "https://t.me/thidua_phutho_bot" in html


async def test_the_page_of_an_entry_is_where_the_feed_points(world: World) -> None:
    feed = (await get(world, world.paths["unit"] + ".ics")).text.replace("\r\n ", "")
    links = [line.removeprefix("URL:") for line in feed.split("\r\n") if line.startswith("URL:")]
    assert len(links) == feed.count("BEGIN:VEVENT")
    for link in links:
        got = await get(world, link.removeprefix(BASE))
        assert (got.status_code, Outline(got.text).faults) == (200, [])
    assert (await get(world, links[0].removeprefix(BASE) + "x")).status_code == 404


HEADERS = {
    "cache-control": "private, no-store",
    "referrer-policy": "no-referrer",
    "x-robots-tag": "noindex, nofollow",
    "x-content-type-options": "nosniff",
}


@pytest.mark.parametrize(
    "path", ["{unit}", "{unit}/nam", "{campaign}", "/lich/unknown", "{unit}/x"]
)
async def test_every_page_is_strict_and_private(world: World, path: str) -> None:
    got = await get(world, path.format(**world.paths))
    policy = dict(
        part.strip().split(" ", 1) for part in got.headers["content-security-policy"].split(";")
    )
    assert policy["default-src"] == "'none'" and policy["frame-ancestors"] == "'none'"
    assert set(" ".join(policy.values()).split()) == {"'none'", "'self'"}
    assert {name: got.headers[name] for name in HEADERS} == HEADERS
    assert "set-cookie" not in got.headers


async def test_rule_32_unknown_pages_are_the_same_404(world: World) -> None:
    unknown = await get(world, f"/lich/{'B' * 43}")
    assert unknown.status_code == 404
    for path in (
        "/lich/a", "/lich/%3Cscript%3E", "/lich/a/danh-sach", "/lich/x/lien-ket",
        "/lien-ket/a", f"/lien-ket/{'B' * 43}", "/lien-ket/%00",
        "/cong-khai/khac/phu-tho-2024", "/cong-khai/phu-tho/khac/nam", world.paths["unit"] + "/x",
    ):  # fmt: skip
        got = await get(world, path)
        assert (got.status_code, got.content) == (404, unknown.content)


async def test_pages_answer_head(world: World) -> None:
    got, head = [await get(world, world.paths["unit"], method) for method in ("GET", "HEAD")]
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == got.headers["content-length"]


@pytest.mark.parametrize("view", [*VIEWS, MANAGING, "/x"])
async def test_a_rehearsal_says_so_loudly_on_every_page(tmp_path: Path, view: str) -> None:
    world = open_world(tmp_path, rehearsal=True)
    for scope in ("unit", "issuer" if view == MANAGING else "campaign"):
        html = (await get(world, page_of(world, scope, view))).text
        assert '<p class="rehearsal" role="alert">DIỄN TẬP' in html
    world.database.close()


@pytest.mark.parametrize("view", ["", "/danh-sach", "/nam"])
async def test_english_stays_english_from_page_to_page(world: World, view: str) -> None:
    html = (await get(world, world.paths["unit"] + view + "?lang=en")).text
    assert '<html lang="en">' in html
    assert f'href="{world.paths["unit"]}/thang?lang=en"' in html


async def test_broken_queries_show_the_usual_page(world: World) -> None:
    for query in ("danh-sach?trang=x", "danh-sach?trang=999999", "thang?thang=2024-13",
                  "thang?thang=99999-1", "nam?nam=0000", "in?nam=x&trang=-1", "thang?thang=1900-01",
                  "thang?thang=2200-12", "nam?nam=2199"):  # fmt: skip
        got = await get(world, f"{world.paths['unit']}/{query}")
        assert (got.status_code, Outline(got.text).faults) == (200, [])


HOSTILE = '"><script>alert(1)</script>\r\n<b onclick=x>{{ 7*7 }}\x00\u202e; , \\' + "ộ" * 10_000


@pytest.mark.parametrize(
    ("scope", "view"),
    [*((scope, view) for scope in ("unit", "issuer", "campaign") for view in VIEWS),
     ("issuer", MANAGING)],
)  # fmt: skip
async def test_what_people_typed_stays_text(world: World, scope: str, view: str) -> None:
    with world.database.write() as session:
        session.get_one(Campaign, 1).title = session.get_one(Unit, 2).name = HOSTILE
        row = session.get_one(Occurrence, 17)
        row.title = row.origin_text = row.key = row.proof = HOSTILE
        ledger.append(session, [ledger.Entry("definition applied", "x", "x", "phu-tho")], now=NOW)
    got = await get(world, page_of(world, scope, view))
    assert (got.status_code, Outline(got.text).faults) == (200, [])
    assert "<script" not in got.text and "<b " not in got.text
    assert "\x00" not in got.text and "\u202e" not in got.text
    assert "{{ 7*7 }}" in got.text


async def test_the_page_of_a_hostile_entry_is_found_and_sound(world: World) -> None:
    key = 'a/b"><script>?x=1#%00 ộ;,\\'
    with world.database.write() as session:
        row = session.get_one(Occurrence, 17)
        row.key, row.title = key, key
        ledger.append(session, [ledger.Entry("definition applied", "x", "x", "phu-tho")], now=NOW)
    feed = (await get(world, world.paths["unit"] + ".ics")).text.replace("\r\n ", "")
    (link,) = re.findall(r"URL:(\S+tong-ket/\S+)", feed)
    got = await get(world, link.removeprefix(BASE))
    assert (got.status_code, Outline(got.text).faults) == (200, [])
    assert "<script" not in got.text


async def test_the_first_page_counts_in_the_language_of_its_reader(world: World) -> None:
    for language, said in (
        ("en", "2 rounds; 2 peaks; 6 anniversaries; 1 milestone; 8 deadlines"),
        ("vi", "2 đợt thi đua; 2 cao điểm; 6 ngày kỷ niệm; 1 mốc; 8 thời hạn gửi"),
    ):
        html = (await get(world, world.paths["unit"] + f"?lang={language}")).text
        counts = html.partition('class="counts">')[2].partition("</ul>")[0]
        found = sorted(re.findall("<li>(.*?)</li>", counts))
        assert found == sorted(said.split("; "))


@pytest.mark.parametrize("view", ["/danh-sach?trang=1", "/nam", "/in", "/in?trang=2"])
async def test_a_crowded_calendar_stays_small(world: World, view: str) -> None:
    crowd(world, 200)
    got = await get(world, world.paths["unit"] + view)
    assert (got.status_code, Outline(got.text).faults) == (200, [])
    assert len(got.content) < 38_000


@pytest.mark.parametrize(
    "path",
    [
        "{unit}", "{unit}/danh-sach?trang=1", "{unit}/thang?thang=2024-11",
        "{unit}/nam?nam=2025", "{unit}/in?nam=2023&trang=1", "{campaign}/thang?thang=2025-01",
        "{campaign}/muc/anniversary/dien-bien-phu",
    ],
)  # fmt: skip
async def test_the_other_language_shows_the_same_page(world: World, path: str) -> None:
    path = path.format(**world.paths)
    english = path + ("&" if "?" in path else "?") + "lang=en"
    html = (await get(world, path)).text.replace("&amp;", "&")
    assert f'<a href="{english}" lang="en" hreflang="en">English</a>' in html
    html = (await get(world, english)).text.replace("&amp;", "&")
    assert f'<a href="{path}" lang="vi" hreflang="vi">Tiếng Việt</a>' in html


async def test_a_page_opened_without_a_month_keeps_the_one_it_shows(world: World) -> None:
    html = (await get(world, world.paths["unit"] + "/thang")).text.replace("&amp;", "&")
    assert f'href="{world.paths["unit"]}/thang?thang=2024-06&lang=en"' in html


@pytest.mark.parametrize(
    ("view", "said", "day", "query"),
    [
        ("thang?thang=2025-03", "Tháng này chưa có mục nào.", "Chủ nhật, 22/12/2024", "thang=2024-12"),
        ("thang?thang=2023-12", "Tháng này chưa có mục nào.", "thứ Hai, 01/01/2024", "thang=2024-01"),
        ("nam?nam=2022", "Năm này chưa có mục nào.", "thứ Hai, 01/01/2024", "nam=2024"),
        ("in?nam=2026", "Năm này chưa có mục nào.", "Chủ nhật, 22/12/2024", "nam=2024"),
    ],
)  # fmt: skip
async def test_an_empty_month_or_year_says_so_and_where_something_is(
    world: World, view: str, said: str, day: str, query: str
) -> None:
    path = world.paths["unit"]
    html = (await get(world, f"{path}/{view}")).text
    assert f"{said} Mục gần nhất: {day}." in html
    assert f'<a href="{path}/{view.partition("?")[0]}?{query}">Xem</a>' in html
    assert said not in (await get(world, f"{path}/{view.partition('?')[0]}?{query}")).text


async def test_a_month_without_any_campaign_says_when_it_will_fill(tmp_path: Path) -> None:
    database = stored(tmp_path)
    with database.write() as session:
        session.execute(delete(Obligation))
        session.execute(delete(Occurrence))
        session.execute(delete(Span))
        ledger.append(session, [ledger.Entry("definition applied", "x", "x", "phu-tho")], now=NOW)
    app = FastAPI()
    app.include_router(router(database, RehearsalClock(NOW), base_url=BASE))
    world = World(app, database, RehearsalClock(NOW), {}, {})
    path = f"/lich/{mint(database, Scope('issuer', 'phu-tho'), 'x').reads}"
    for view in ("thang", "nam", "in"):
        got = await get(world, f"{path}/{view}")
        assert (got.status_code, Outline(got.text).faults) == (200, [])
        assert "chưa có mục nào. Mục sẽ hiện ở đây khi phong trào được áp dụng." in got.text
    database.close()


async def test_today_is_marked_in_its_own_month_only(world: World) -> None:
    for month, count in (("2024-05", 0), ("2024-06", 1)):
        html = (await get(world, f"{world.paths['unit']}/thang?thang={month}")).text
        assert html.count(' today"') == count


@pytest.mark.parametrize(
    ("language", "said"), [("vi", ("Th 2", "03/02")), ("en", ("Feb", "3 Feb"))]
)
async def test_months_and_days_of_the_year_are_said_in_the_language(
    world: World, language: str, said: tuple[str, str]
) -> None:
    html = (await get(world, f"{world.paths['unit']}/nam?lang={language}")).text
    for words in said:
        assert re.search(rf"[> ]{words}<", html)
    assert ">T2<" not in html


@pytest.mark.parametrize(
    ("language", "said"),
    [("vi", ("Tháng 5/2024", "← 4/2024")), ("en", ("May 2024", "← Apr 2024"))],
)
async def test_a_month_is_named_in_the_language(
    world: World, language: str, said: tuple[str, str]
) -> None:
    html = (await get(world, f"{world.paths['unit']}/thang?thang=2024-05&lang={language}")).text
    assert f"<h2>{said[0]}</h2>" in html and said[1] in html
    html = (await get(world, f"{world.paths['unit']}/danh-sach?trang=1&lang={language}")).text
    assert f">{said[0]}</h2>" in html


async def test_what_a_day_has_no_room_for_is_one_tap_away(world: World) -> None:
    crowd(world, 2000)
    html = (await get(world, f"{world.paths['unit']}/thang?thang=2024-05")).text
    (found,) = re.findall(r'datetime="2024-05-20">.*?<a href="(.*?)">và \d+ mục nữa', html, re.S)
    path, _hash, place = found.partition("#")
    html = (await get(world, path)).text
    assert f'id="{place}"' in html and "<b>20/5</b>" in html.partition(f'id="{place}"')[2]


async def test_a_month_says_how_many_rounds_and_peaks_it_has_no_room_for(world: World) -> None:
    with world.database.write() as session:
        for n in range(14):
            session.add(
                span(300 + n, "peak", f"p{n}", f"Cao điểm {n}", date(2025, 1, 1), date(2025, 2, 1))
            )
        ledger.append(session, [ledger.Entry("definition applied", "x", "x", "phu-tho")], now=NOW)
    path = world.paths["unit"]
    html = (await get(world, f"{path}/thang?thang=2025-01")).text
    assert html.count('class="peak open"') == 12
    assert f'<a href="{path}/nam?nam=2025">và 2 mục nữa</a>' in html


async def test_page_of_a_deadline_says_what_its_hour_means(world: World) -> None:
    """And which day off nobody confirmed it depends on; a stated hour needs no such word."""
    path = f"{world.paths['campaign']}/muc/deadline/so-ket-dot-1/2024"
    practice = "17:00 là giờ ghi theo thông lệ của cơ quan"
    assert practice not in (await get(world, path)).text
    with world.database.write() as session:
        row = session.get_one(Occurrence, 1)
        assert row.due_at is not None
        row.late_after, row.unsure_on = row.due_at + timedelta(hours=7), date(2026, 11, 24)
    body = (await get(world, path)).text
    assert body.count(practice) == 1
    assert "Ngày 24/11/2026 chưa xác nhận là ngày nghỉ" in body

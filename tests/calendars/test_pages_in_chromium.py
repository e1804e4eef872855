"""Pages in a real browser, on a phone, at a desk and on paper: `make browser`."""

import threading
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
import uvicorn
from pypdf import PdfReader
from sqlmodel import col, select

from scheduler.store import ledger
from scheduler.store.tables import Occurrence, Span
from tests.calendars.chromium import Browser, browsing, program
from tests.calendars.pages_world import PEAK, World, crowd, open_world
from tests.calendars.stored import NOW, span
from tests.calendars.test_pages import MANAGING, page_of

pytestmark = pytest.mark.browser
SIZES = [(360, 740), (1280, 900)]
VIEWS = ["", "/danh-sach", "/thang?thang=2024-05", "/nam", "/in", MANAGING, "?lang=en"]


@contextmanager
def serving(folder: Path) -> Iterator[tuple[World, str]]:
    """The pages on a port of loopback; their addresses name that port."""
    config = uvicorn.Config("", port=0, log_level="error", lifespan="off")
    socket = config.bind_socket()
    base = f"http://127.0.0.1:{socket.getsockname()[1]}"
    world = open_world(folder, base_url=base, rehearsal=True)
    server = uvicorn.Server(uvicorn.Config(world.app, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [socket]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield world, base
    finally:
        server.should_exit = True
        thread.join(timeout=10)
        socket.close()
        world.database.close()


@pytest.fixture(scope="module")
def visited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[World, str, Browser]]:
    if program() is None:
        pytest.fail("no chromium on this machine: make browser")
    with (
        serving(tmp_path_factory.mktemp("pages")) as (world, base),
        browsing(tmp_path_factory.mktemp("chromium")) as browser,
    ):
        yield world, base, browser


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("view", VIEWS)
def test_pages_fit_the_screen_and_fetch_nothing_from_elsewhere(
    visited: tuple[World, str, Browser], view: str, width: int, height: int
) -> None:
    world, base, browser = visited
    seen = browser.visit(base + page_of(world, "issuer", view), width=width, height=height)
    assert seen.complaints == []
    assert [url for url in seen.requests if not url.startswith(base)] == []
    assert browser.value("document.documentElement.scrollWidth") <= width
    assert (
        browser.value("getComputedStyle(document.querySelector('.rehearsal')).display") == "block"
    )


TOO_SMALL = """
[...document.querySelectorAll('a.button, button, .top nav a, input[type=text], select')]
  .filter(e => !e.closest('details:not([open])'))
  .map(e => [e.textContent.trim(), e.getBoundingClientRect()])
  .filter(([name, box]) => box.width < 44 || box.height < 44 || box.left < 0 || box.right > innerWidth)
  .map(([name]) => name)
"""


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1280, 900)])
@pytest.mark.parametrize("view", ["", MANAGING])
def test_buttons_can_be_seen_and_pressed(
    visited: tuple[World, str, Browser], view: str, width: int, height: int
) -> None:
    world, base, browser = visited
    browser.visit(base + page_of(world, "unit", view), width=width, height=height)
    assert browser.value(TOO_SMALL) == []
    if not view:
        assert browser.value("document.querySelectorAll('a.button').length") == 4
        first = "document.querySelector('a.button').getBoundingClientRect().bottom"
        assert browser.value(first) < height


def test_a_browser_says_of_our_form_that_it_is_ours(
    visited: tuple[World, str, Browser], tmp_path: Path
) -> None:
    _world, _base, browser = visited
    with serving(tmp_path) as (world, base):
        browser.visit(base + world.managing["unit"], width=1280, height=900)
        browser.value("document.querySelector('#ten').value = 'Máy mới'")
        browser.press("form.stack button")
        said = browser.value("document.querySelector('main h2').innerText")
    assert said == "Liên kết mới: Máy mới"


BELOW_12_PX = """
[...document.querySelectorAll('body *')]
  .filter(e => [...e.childNodes].some(n => n.nodeType == 3 && n.data.trim()))
  .filter(e => e.getClientRects().length && !e.closest('desc, defs, option'))
  .filter(e => parseFloat(getComputedStyle(e).fontSize) < 12 || e.closest('svg[viewBox] text'))
  .map(e => e.textContent.trim())
"""


@pytest.mark.parametrize("view", VIEWS)
def test_no_letter_on_a_phone_is_smaller_than_12_pixels(
    visited: tuple[World, str, Browser], view: str
) -> None:
    world, base, browser = visited
    browser.visit(base + page_of(world, "unit", view), width=360, height=740)
    assert browser.value(BELOW_12_PX) == []
    assert browser.value("document.body.innerText.length") > 200


FAINT = """
(() => {
  const parts = color => color.match(/[\\d.]+/g).map(Number);
  const light = color => parts(color).slice(0, 3).map(n => n / 255)
    .map(n => n <= 0.04045 ? n / 12.92 : ((n + 0.055) / 1.055) ** 2.4)
    .reduce((sum, n, i) => sum + n * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = e => { for (; e; e = e.parentElement) {
    const color = getComputedStyle(e).backgroundColor;
    if (parts(color)[3] !== 0) return color } };
  const ratio = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  return [...document.querySelectorAll('body *')]
    .filter(e => e.getClientRects().length && !e.closest('defs, desc, option'))
    .filter(e => [...e.childNodes].some(n => n.nodeType == 3 && n.data.trim()))
    .filter(e => { const style = getComputedStyle(e);
      return ratio(light(e.closest('svg') ? style.fill : style.color), light(ground(e))) < 4.5 })
    .map(e => e.textContent.trim());
})()
"""


@pytest.mark.parametrize(("scheme", "ground"), [("light", 255), ("dark", 21)])
@pytest.mark.parametrize("view", VIEWS)
def test_letters_stand_out_on_light_screens_and_dark_ones(
    visited: tuple[World, str, Browser], view: str, scheme: str, ground: int
) -> None:
    world, base, browser = visited
    browser.prefer(scheme)
    browser.visit(base + page_of(world, "unit", view), width=1280, height=900)
    color = browser.value("getComputedStyle(document.body).backgroundColor")
    assert browser.value(FAINT) == []
    browser.prefer("light")
    assert color.startswith(f"rgb({ground}, ")


SHOWN = "[...document.querySelectorAll('{}')].filter(e => e.getClientRects().length).length"


def test_the_year_runs_down_on_a_phone(visited: tuple[World, str, Browser]) -> None:
    world, base, browser = visited
    browser.visit(base + world.paths["unit"] + "/nam", width=360, height=740)
    assert browser.value(SHOWN.format(".across")) == 0
    assert browser.value(SHOWN.format(".quarters h3")) == 12
    assert browser.value(SHOWN.format(".quarters g.phase rect")) >= 11
    headings = "[...document.querySelectorAll('.quarters h3')].map(e => e.innerText)"
    assert browser.value(headings) == [f"Th {month}" for month in range(1, 13)]
    # a bar stands beside the months it lasts, unbroken from one to the next
    gaps = """
    (() => { const all = [...document.querySelectorAll('.quarters section > svg')]
      .map(e => e.getBoundingClientRect());
      return all.slice(1).map((b, n) => b.top - all[n].bottom).filter(gap => gap > 0.5) })()
    """
    assert browser.value(gaps) == []


COVERED = """
(() => { const svg = document.querySelector('.across'), room = svg.getBoundingClientRect();
  const boxes = [...svg.querySelectorAll('text, rect')].filter(e => !e.closest('defs'))
    .map(e => [e.textContent || 'bar', e.getBoundingClientRect()]);
  const within = ([name, b]) => b.left >= room.left - 6 && b.right <= room.right + 6 && b.bottom <= room.bottom + 1;
  const before = (a, b) => a.right <= b.left + 2.5 || a.bottom <= b.top + 4;
  const apart = (a, b) => before(a, b) || before(b, a);
  const bad = boxes.filter(box => !within(box)).map(([name]) => 'outside: ' + name);
  boxes.forEach(([name, a], n) => boxes.slice(n + 1).forEach(([other, b]) => {
    if (!apart(a, b)) bad.push(name + ' / ' + other) }));
  return bad })()
"""


@pytest.mark.parametrize("width", [900, 1280, 1920])
def test_the_year_runs_across_a_desk_and_nothing_covers_anything(
    visited: tuple[World, str, Browser], width: int
) -> None:
    world, base, browser = visited
    browser.visit(base + world.paths["unit"] + "/nam", width=width, height=900)
    across = "document.querySelector('.across').getBoundingClientRect().width"
    assert browser.value(across) >= min(width, 1280) - 33
    assert browser.value(SHOWN.format(".quarters section > svg")) == 0
    assert browser.value(COVERED) == []


def test_rounds_that_touch_are_told_apart(visited: tuple[World, str, Browser]) -> None:
    world, base, browser = visited
    browser.visit(base + world.paths["unit"] + "/nam", width=1280, height=900)
    first, second = browser.value("""
      [...document.querySelectorAll('.across .phase rect')].map(e => [e.getAttribute('y'),
        getComputedStyle(e).fill, getComputedStyle(e).stroke, parseFloat(getComputedStyle(e).strokeWidth)])
    """)
    assert first[0] == second[0]  # side by side
    assert first[1] != second[1]
    assert first[2:] == second[2:] == ["rgb(255, 255, 255)", 3]


def test_what_is_late_is_as_red_as_on_the_list(visited: tuple[World, str, Browser]) -> None:
    world, base, browser = visited
    browser.visit(base + world.paths["unit"] + "/danh-sach?trang=1", width=1280, height=900)
    red = browser.value("getComputedStyle(document.querySelector('.late .title')).color")
    browser.visit(base + world.paths["unit"] + "/nam", width=1280, height=900)
    late = browser.value("""
      [...document.querySelectorAll('text.late')].map(e => [e.textContent, getComputedStyle(e).fill])
    """)
    assert late == [["⚠ 20/5", red]]  # a sign of its own, too
    told = browser.value("""
      [...document.querySelectorAll('.quarters .late')].map(e => [e.innerText, getComputedStyle(e).color])
    """)
    assert len(told) == 1 and "⚠ quá hạn" in told[0][0] and told[0][1] == red


def test_long_titles_of_a_month_are_cut_after_three_lines_until_opened(
    visited: tuple[World, str, Browser],
) -> None:
    world, base, browser = visited
    browser.visit(base + world.paths["unit"] + "/thang?thang=2024-05", width=1280, height=900)
    lines = """
      (e => Math.round(e.getBoundingClientRect().height / parseFloat(getComputedStyle(e).lineHeight)))
      (document.querySelector('.cell.late summary'))
    """
    assert browser.value(lines) == 3
    browser.value("document.querySelector('.cell.late').open = true")
    assert browser.value(lines) > 3


class Sheet:
    """A page as it leaves the printer."""

    def __init__(self, browser: Browser, url: str, file: Path) -> None:
        browser.visit(url, width=1280, height=900)
        browser.paper(file)
        pages = PdfReader(file).pages
        self.sizes = [tuple(round(float(n)) for n in page.mediabox[2:]) for page in pages]
        self.text = squeezed("".join(page.extract_text() for page in pages))


def squeezed(text: str) -> str:
    """`text` without blanks, which a PDF has none of."""
    return "".join(unicodedata.normalize("NFC", text).split())


A4, ACROSS = (595, 842), (842, 595)


@pytest.mark.parametrize(
    ("view", "size", "said"),
    [
        ("/thang?thang=2024-05", ACROSS, "Tháng 5/2024"),
        ("/thang?thang=2024-09", ACROSS, "Tháng 9/2024"),  # of six weeks
        ("/thang?thang=2024-05&lang=en", ACROSS, "May 2024"),
        ("/nam?nam=2024", ACROSS, "Năm 2024"),
        ("/nam?nam=2022", ACROSS, "Năm này chưa có mục nào."),
        ("/in?nam=2024", A4, "năm 2024"),
    ],
)
def test_every_sheet_is_one_page_that_says_what_it_is_of(
    visited: tuple[World, str, Browser], tmp_path: Path, view: str, size: tuple[int, int], said: str
) -> None:
    world, base, browser = visited
    sheet = Sheet(browser, base + world.paths["unit"] + view, tmp_path / "sheet.pdf")
    assert sheet.sizes == [size]
    for words in (said, "Sở Y tế", "UBND tỉnh Phú Thọ"):
        assert squeezed(words) in sheet.text


TOLD = """
[...document.querySelectorAll('.quarters li:not(.today), .across text')]
  .map(e => e.textContent).filter(text => text.trim())
"""


def test_nothing_of_a_year_is_lost_on_paper(
    visited: tuple[World, str, Browser], tmp_path: Path
) -> None:
    world, base, browser = visited
    sheet = Sheet(browser, base + world.paths["unit"] + "/nam", tmp_path / "year.pdf")
    told = browser.value(TOLD)
    assert len(told) > 40
    assert [text for text in told if squeezed(text) not in sheet.text] == []


def test_many_peaks_at_once_and_a_bar_of_one_day_are_seen_on_one_page(
    visited: tuple[World, str, Browser], tmp_path: Path
) -> None:
    _world, _base, browser = visited
    with serving(tmp_path) as (world, base):
        with world.database.write() as session:
            for n in range(12):
                first, last = date(2024, 4, 1 + 2 * n), date(2024, 6, 1 + 2 * n)
                session.add(span(300 + n, "peak", f"p{n}", f"{PEAK}, {n}", first, last))
            for n, day in enumerate((date(2024, 6, 10), date(2024, 12, 31))):
                session.add(span(400 + n, "peak", f"q{n}", "Một ngày", day, day))
            ledger.append(
                session, [ledger.Entry("definition applied", "x", "x", "phu-tho")], now=NOW
            )
        sheet = Sheet(browser, base + world.paths["unit"] + "/nam", tmp_path / "year.pdf")
        browser.visit(f"{base}{world.paths['unit']}/nam", width=900, height=900)
    assert sheet.sizes == [ACROSS]
    assert sheet.text.count(squeezed("Một ngày")) == 2  # in words; its name is left out
    assert browser.value(COVERED) == []
    widths = "[...document.querySelectorAll('.across .peak rect')].map(e => e.getBBox().width)"
    assert len(browser.value(widths)) == 16 and min(browser.value(widths)) > 3 + 3  # with its edge


def test_what_is_printed_of_a_secret_address_says_that_it_is_one(
    visited: tuple[World, str, Browser], tmp_path: Path
) -> None:
    world, base, browser = visited
    sheet = Sheet(browser, base + world.paths["unit"], tmp_path / "subscribe.pdf")
    assert squeezed(f"{world.paths['unit']}.ics") in sheet.text
    assert squeezed("Địa chỉ này là bí mật.") in sheet.text


LINKS_TOO_LOW = """
[...document.querySelectorAll('a')].filter(e => e.getClientRects().length && e.className != 'skip')
  .filter(e => e.getBoundingClientRect().height < 24).map(e => e.textContent)
"""


@pytest.mark.parametrize("view", ["/thang?thang=2024-05", "/thang?thang=2031-01", "/nam", ""])
def test_links_are_high_enough_to_be_hit(
    visited: tuple[World, str, Browser], tmp_path: Path, view: str
) -> None:
    _world, _base, browser = visited
    with serving(tmp_path) as (world, base):
        crowd(world, 2000 if "05" in view else 0)  # so that a day has more than it shows
        browser.visit(f"{base}{world.paths['unit']}{view}", width=360, height=740)
    assert browser.value(LINKS_TOO_LOW) == []


@pytest.mark.parametrize("view", ["/danh-sach", "/thang?thang=2024-05", "/nam", "/in"])
def test_letters_of_twice_the_size_fit_a_phone(
    visited: tuple[World, str, Browser], view: str
) -> None:
    world, base, browser = visited
    browser.visit(base + world.paths["unit"] + view, width=360, height=740)
    browser.value("document.documentElement.style.fontSize = '200%'")
    assert browser.value("document.documentElement.scrollWidth") <= 360


def test_the_picture_of_a_year_keeps_its_ground_in_high_contrast(
    visited: tuple[World, str, Browser],
) -> None:
    world, base, browser = visited
    browser.visit(base + world.paths["unit"] + "/nam", width=1280, height=900)
    style = "(e => [e.backgroundColor, e.forcedColorAdjust])(getComputedStyle(document.querySelector('.across')))"
    assert browser.value(style) == ["rgb(255, 255, 255)", "none"]


@pytest.mark.parametrize("count", [10, 25, 45, 100])
def test_a_crowded_year_stays_on_one_page(
    visited: tuple[World, str, Browser], tmp_path: Path, count: int
) -> None:
    """Names may be cut there, by an ellipsis; each day is told."""
    _world, _base, browser = visited
    with serving(tmp_path) as (world, base):
        crowd(world, count)
        sheet = Sheet(browser, base + world.paths["unit"] + "/nam", tmp_path / "year.pdf")
        browser.visit(f"{base}{world.paths['unit']}/nam", width=900, height=900)
    assert sheet.sizes == [ACROSS]
    days = browser.value("[...document.querySelectorAll('.quarters li b')].map(e => e.textContent)")
    assert len(days) >= min(count, 70)
    assert [day for day in days if squeezed(day) not in sheet.text] == []
    assert browser.value(COVERED) == []


def test_twenty_rows_with_long_names_are_one_sheet_of_paper(
    visited: tuple[World, str, Browser], tmp_path: Path
) -> None:
    _world, _base, browser = visited
    with serving(tmp_path) as (world, base):
        crowd(world, 20)
        with world.database.write() as session:  # only those with long names are left
            for row in session.exec(select(Occurrence).where(col(Occurrence.id) < 1000)):
                row.withdrawn, row.changed_at = True, NOW - timedelta(days=90)
            for span in session.exec(select(Span)):
                span.withdrawn, span.changed_at = True, NOW - timedelta(days=90)
            ledger.append(
                session, [ledger.Entry("definition applied", "x", "x", "phu-tho")], now=NOW
            )
        sheet = Sheet(browser, base + world.paths["unit"] + "/in", tmp_path / "list.pdf")
    rows = browser.value("[...document.querySelectorAll('tbody tr')].map(e => e.textContent)")
    assert len(rows) == 20 and min(map(len, rows)) > 120
    assert sheet.sizes == [A4]
    assert [row for row in rows if squeezed(row) not in sheet.text] == []

"""Pages as they leave the printer of a real browser: `make browser`."""

import unicodedata
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlmodel import col, select

from scheduler.store import ledger
from scheduler.store.tables import Occurrence, Span
from tests.calendars.conftest import Visited
from tests.calendars.pages_world import PEAK, crowd
from tests.calendars.served_pages import serving
from tests.calendars.stored import NOW, span
from tests.calendars.test_pages_in_chromium import COVERED
from tests.chromium import Chromium

pytestmark = pytest.mark.browser


# as Chromium's own dialog proposes them; Playwright has none
MARGINS = dict.fromkeys(("top", "right", "bottom", "left"), "0.4in")


class Sheet:
    """A page as it leaves the printer."""

    def __init__(self, browser: Chromium, url: str) -> None:
        self.screen = browser.visit(url)
        printed = self.screen.page.pdf(
            prefer_css_page_size=True, print_background=False, margin=MARGINS
        )
        pages = PdfReader(BytesIO(printed)).pages
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
    visited: Visited, view: str, size: tuple[int, int], said: str
) -> None:
    world, base, browser = visited
    sheet = Sheet(browser, base + world.paths["unit"] + view)
    assert sheet.sizes == [size]
    for words in (said, "Sở Y tế", "UBND tỉnh Phú Thọ"):
        assert squeezed(words) in sheet.text


TOLD = """
[...document.querySelectorAll('.quarters li:not(.today), .across text')]
  .map(e => e.textContent).filter(text => text.trim())
"""


def test_nothing_of_a_year_is_lost_on_paper(visited: Visited) -> None:
    world, base, browser = visited
    sheet = Sheet(browser, base + world.paths["unit"] + "/nam")
    told = sheet.screen.value(TOLD)
    assert len(told) > 40
    assert [text for text in told if squeezed(text) not in sheet.text] == []


def test_many_peaks_at_once_and_a_bar_of_one_day_are_seen_on_one_page(
    visited: Visited, tmp_path: Path
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
        sheet = Sheet(browser, base + world.paths["unit"] + "/nam")
        screen = browser.visit(f"{base}{world.paths['unit']}/nam", (900, 900))
    assert sheet.sizes == [ACROSS]
    assert sheet.text.count(squeezed("Một ngày")) == 2  # in words; its name is left out
    assert screen.value(COVERED) == []
    widths = "[...document.querySelectorAll('.across .peak rect')].map(e => e.getBBox().width)"
    assert len(screen.value(widths)) == 16 and min(screen.value(widths)) > 3 + 3  # with its edge


def test_what_is_printed_of_a_secret_address_says_that_it_is_one(visited: Visited) -> None:
    world, base, browser = visited
    sheet = Sheet(browser, base + world.paths["unit"])
    assert squeezed(f"{world.paths['unit']}.ics") in sheet.text
    assert squeezed("Địa chỉ này là bí mật.") in sheet.text


@pytest.mark.parametrize("count", [10, 25, 45, 100])
def test_a_crowded_year_stays_on_one_page(visited: Visited, tmp_path: Path, count: int) -> None:
    """Names may be cut there, by an ellipsis; each day is told."""
    _world, _base, browser = visited
    with serving(tmp_path) as (world, base):
        crowd(world, count)
        sheet = Sheet(browser, base + world.paths["unit"] + "/nam")
        screen = browser.visit(f"{base}{world.paths['unit']}/nam", (900, 900))
    assert sheet.sizes == [ACROSS]
    days = screen.value("[...document.querySelectorAll('.quarters li b')].map(e => e.textContent)")
    assert len(days) >= min(count, 70)
    assert [day for day in days if squeezed(day) not in sheet.text] == []
    assert screen.value(COVERED) == []


def test_twenty_rows_with_long_names_are_one_sheet_of_paper(
    visited: Visited, tmp_path: Path
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
        sheet = Sheet(browser, base + world.paths["unit"] + "/in")
    rows = sheet.screen.value("[...document.querySelectorAll('tbody tr')].map(e => e.textContent)")
    assert len(rows) == 20 and min(map(len, rows)) > 120
    assert sheet.sizes == [A4]
    assert [row for row in rows if squeezed(row) not in sheet.text] == []

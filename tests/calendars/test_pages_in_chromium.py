"""Pages in a real browser, on a phone and at a desk: `make browser`."""

from pathlib import Path

import pytest

from tests.calendars.conftest import Visited
from tests.calendars.pages_world import crowd
from tests.calendars.served_pages import serving
from tests.calendars.test_pages import MANAGING, page_of
from tests.chromium import DESK, PHONE, Scheme

pytestmark = pytest.mark.browser
VIEWS = ["", "/danh-sach", "/thang?thang=2024-05", "/nam", "/in", MANAGING, "?lang=en"]


@pytest.mark.parametrize("size", [PHONE, DESK])
@pytest.mark.parametrize("view", VIEWS)
def test_pages_fit_the_screen_and_fetch_nothing_from_elsewhere(
    visited: Visited, view: str, size: tuple[int, int]
) -> None:
    world, base, browser = visited
    screen = browser.visit(base + page_of(world, "issuer", view), size)
    assert screen.complaints == []
    assert [url for url in screen.requests if not url.startswith(base)] == []
    assert screen.value("document.documentElement.scrollWidth") <= size[0]
    assert screen.value("getComputedStyle(document.querySelector('.rehearsal')).display") == "block"


TOO_SMALL = """
[...document.querySelectorAll('a.button, button, .top nav a, input[type=text], select')]
  .filter(e => !e.closest('details:not([open])'))
  .map(e => [e.textContent.trim(), e.getBoundingClientRect()])
  .filter(([name, box]) => box.width < 44 || box.height < 44 || box.left < 0 || box.right > innerWidth)
  .map(([name]) => name)
"""


@pytest.mark.parametrize("size", [(390, 844), DESK])
@pytest.mark.parametrize("view", ["", MANAGING])
def test_buttons_can_be_seen_and_pressed(
    visited: Visited, view: str, size: tuple[int, int]
) -> None:
    world, base, browser = visited
    screen = browser.visit(base + page_of(world, "unit", view), size)
    assert screen.value(TOO_SMALL) == []
    if not view:
        assert screen.value("document.querySelectorAll('a.button').length") == 4
        first = "document.querySelector('a.button').getBoundingClientRect().bottom"
        assert screen.value(first) < size[1]


def test_a_browser_says_of_our_form_that_it_is_ours(visited: Visited, tmp_path: Path) -> None:
    _world, _base, browser = visited
    with serving(tmp_path) as (world, base):
        screen = browser.visit(base + world.managing["unit"])
        screen.page.fill("#ten", "Máy mới")
        screen.page.click("form.stack button")
        said = screen.page.inner_text("main h2")
    assert said == "Liên kết mới: Máy mới"


BELOW_12_PX = """
[...document.querySelectorAll('body *')]
  .filter(e => [...e.childNodes].some(n => n.nodeType == 3 && n.data.trim()))
  .filter(e => e.getClientRects().length && !e.closest('desc, defs, option'))
  .filter(e => parseFloat(getComputedStyle(e).fontSize) < 12 || e.closest('svg[viewBox] text'))
  .map(e => e.textContent.trim())
"""


@pytest.mark.parametrize("view", VIEWS)
def test_no_letter_on_a_phone_is_smaller_than_12_pixels(visited: Visited, view: str) -> None:
    world, base, browser = visited
    screen = browser.visit(base + page_of(world, "unit", view), PHONE)
    assert screen.value(BELOW_12_PX) == []
    assert screen.value("document.body.innerText.length") > 200


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
    visited: Visited, view: str, scheme: Scheme, ground: int
) -> None:
    world, base, browser = visited
    screen = browser.visit(base + page_of(world, "unit", view), scheme=scheme)
    color = screen.value("getComputedStyle(document.body).backgroundColor")
    assert screen.value(FAINT) == []
    assert color.startswith(f"rgb({ground}, ")


SHOWN = "[...document.querySelectorAll('{}')].filter(e => e.getClientRects().length).length"


def test_the_year_runs_down_on_a_phone(visited: Visited) -> None:
    world, base, browser = visited
    screen = browser.visit(base + world.paths["unit"] + "/nam", PHONE)
    assert screen.value(SHOWN.format(".across")) == 0
    assert screen.value(SHOWN.format(".quarters h3")) == 12
    assert screen.value(SHOWN.format(".quarters g.phase rect")) >= 11
    headings = "[...document.querySelectorAll('.quarters h3')].map(e => e.innerText)"
    assert screen.value(headings) == [f"Th {month}" for month in range(1, 13)]
    # a bar stands beside the months it lasts, unbroken from one to the next
    gaps = """
    (() => { const all = [...document.querySelectorAll('.quarters section > svg')]
      .map(e => e.getBoundingClientRect());
      return all.slice(1).map((b, n) => b.top - all[n].bottom).filter(gap => gap > 0.5) })()
    """
    assert screen.value(gaps) == []


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
    visited: Visited, width: int
) -> None:
    world, base, browser = visited
    screen = browser.visit(base + world.paths["unit"] + "/nam", (width, 900))
    across = "document.querySelector('.across').getBoundingClientRect().width"
    assert screen.value(across) >= min(width, 1280) - 33
    assert screen.value(SHOWN.format(".quarters section > svg")) == 0
    assert screen.value(COVERED) == []


def test_rounds_that_touch_are_told_apart(visited: Visited) -> None:
    world, base, browser = visited
    screen = browser.visit(base + world.paths["unit"] + "/nam")
    first, second = screen.value("""
      [...document.querySelectorAll('.across .phase rect')].map(e => [e.getAttribute('y'),
        getComputedStyle(e).fill, getComputedStyle(e).stroke, parseFloat(getComputedStyle(e).strokeWidth)])
    """)
    assert first[0] == second[0]  # side by side
    assert first[1] != second[1]
    assert first[2:] == second[2:] == ["rgb(255, 255, 255)", 3]


def test_what_is_late_is_as_red_as_on_the_list(visited: Visited) -> None:
    world, base, browser = visited
    screen = browser.visit(base + world.paths["unit"] + "/danh-sach?trang=1")
    red = screen.value("getComputedStyle(document.querySelector('.late .title')).color")
    screen = browser.visit(base + world.paths["unit"] + "/nam")
    late = screen.value("""
      [...document.querySelectorAll('text.late')].map(e => [e.textContent, getComputedStyle(e).fill])
    """)
    assert late == [["⚠ 20/5", red]]  # a sign of its own, too
    told = screen.value("""
      [...document.querySelectorAll('.quarters .late')].map(e => [e.innerText, getComputedStyle(e).color])
    """)
    assert len(told) == 1 and "⚠ quá hạn" in told[0][0] and told[0][1] == red


def test_long_titles_of_a_month_are_cut_after_three_lines_until_opened(
    visited: Visited,
) -> None:
    world, base, browser = visited
    screen = browser.visit(base + world.paths["unit"] + "/thang?thang=2024-05")
    lines = """
      (e => Math.round(e.getBoundingClientRect().height / parseFloat(getComputedStyle(e).lineHeight)))
      (document.querySelector('.cell.late summary'))
    """
    assert screen.value(lines) == 3
    screen.value("document.querySelector('.cell.late').open = true")
    assert screen.value(lines) > 3


LINKS_TOO_LOW = """
[...document.querySelectorAll('a')].filter(e => e.getClientRects().length && e.className != 'skip')
  .filter(e => e.getBoundingClientRect().height < 24).map(e => e.textContent)
"""


@pytest.mark.parametrize("view", ["/thang?thang=2024-05", "/thang?thang=2031-01", "/nam", ""])
def test_links_are_high_enough_to_be_hit(visited: Visited, tmp_path: Path, view: str) -> None:
    _world, _base, browser = visited
    with serving(tmp_path) as (world, base):
        crowd(world, 2000 if "05" in view else 0)  # so that a day has more than it shows
        screen = browser.visit(f"{base}{world.paths['unit']}{view}", PHONE)
    assert screen.value(LINKS_TOO_LOW) == []


@pytest.mark.parametrize("view", ["/danh-sach", "/thang?thang=2024-05", "/nam", "/in"])
def test_letters_of_twice_the_size_fit_a_phone(visited: Visited, view: str) -> None:
    world, base, browser = visited
    screen = browser.visit(base + world.paths["unit"] + view, PHONE)
    screen.value("document.documentElement.style.fontSize = '200%'")
    assert screen.value("document.documentElement.scrollWidth") <= 360


def test_the_picture_of_a_year_keeps_its_ground_in_high_contrast(
    visited: Visited,
) -> None:
    world, base, browser = visited
    screen = browser.visit(base + world.paths["unit"] + "/nam")
    style = "(e => [e.backgroundColor, e.forcedColorAdjust])(getComputedStyle(document.querySelector('.across')))"
    assert screen.value(style) == ["rgb(255, 255, 255)", "none"]

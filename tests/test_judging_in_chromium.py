"""The judge of pages finds what it is there to find: `make browser`."""

from collections.abc import Iterator

import pytest

from tests.chromium import PHONE, Chromium, Screen, browsing
from tests.judging import by_keyboard, faults, skips

pytestmark = pytest.mark.browser
BASE = "http://127.0.0.1:1/"
PAGE = """<!doctype html><html lang="vi"><head><title>Trang</title>
<meta name="viewport" content="width=device-width"><style>a:focus { outline: 2px solid }</style></head>
<body><a class="skip" href="#noi-dung">Tới nội dung</a><main id="noi-dung"><h1>Trang</h1>
<p><a href="/a">Một</a></p><p><a href="/b">Hai</a></p>MORE</main></body></html>"""


def page(more: str) -> str:
    return PAGE.replace("MORE", more)


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    with browsing() as browser:
        yield browser


@pytest.fixture
def screen(browser: Chromium) -> Iterator[Screen]:
    yield browser.open(PHONE)
    browser.close_windows()


def test_a_good_page_has_no_faults(screen: Screen) -> None:
    screen.page.set_content(page(""))
    assert (faults(screen, BASE), by_keyboard(screen)) == ([], [])
    screen.page.set_content(page(""))
    assert skips(screen) == []


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ('<input name="a">', "label (critical)"),
        ('<p style="color: #999">Chữ nhạt</p>', "color-contrast (serious)"),
        ('<div style="width: 400px">Rộng</div>', "408 pixels wide"),
        ('<img alt="" src="http://127.0.0.2:1/a.png">', "asks http://127.0.0.2:1/a.png"),
        ("<script>console.log('lời')</script>", "lời"),
        ("<button style='width: 9px; height: 9px; padding: 0' aria-label='x'></button>" * 2, "target-size (serious)"),
        ('<p class="quiet" style="position: absolute; left: -9rem">' + "Chữ đọc " * 9, "lies over the page"),
        ("<h4>Nhảy bậc</h4>", "heading-order (moderate)"),
    ],
)  # fmt: skip
def test_each_fault_of_a_page_is_found(screen: Screen, html: str, fault: str) -> None:
    screen.page.set_content(page(html))
    assert [one for one in faults(screen, BASE) if one.startswith(fault)]


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<style>a:focus { outline: none }</style>", "no ring around Một"),
        ('<button tabindex="-1">Ẩn</button>', "not reached: Ẩn"),
        ('<p><a href="/c" tabindex="3">Ba</a></p>', "out of order"),
        (
            '<div style="position: fixed; inset: 0; background: white">Che</div>',
            "covered while it has the focus: Một",
        ),
    ],
)
def test_each_fault_of_a_keyboard_is_found(screen: Screen, html: str, fault: str) -> None:
    screen.page.set_content(page(html))
    assert [one for one in by_keyboard(screen) if one.startswith(fault)]


def test_a_page_without_a_way_past_its_head_is_found(screen: Screen) -> None:
    screen.page.set_content(page("").replace("#noi-dung", "#khac"))
    assert skips(screen) == ["Tab leads to #khac first"]

"""What is wrong with a page in a browser, whoever looks at it: with a phone, a screen reader or a keyboard alone."""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from tests.chromium import Screen

if TYPE_CHECKING:
    from playwright.sync_api import Page

LARGEST = 50_000  # octets of a page, without its style sheets
# every rule that axe has, its "best practices" too; WCAG 2.2 asks for the size of targets, which axe leaves out
RULES = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}


def visit(screen: Screen, url: str, *, status: int = 200) -> list[str]:
    """Open `url` there, which is answered with `status`; what is wrong with the page."""
    screen.requests.clear()
    screen.complaints.clear()
    answer = screen.page.goto(url)
    assert answer is not None and answer.status == status
    large = len(answer.body())
    wrong = [f"{large} octets"] if large > LARGEST else []
    return wrong + faults(screen, url, status=status)


def faults(screen: Screen, base: str, *, status: int = 200) -> list[str]:
    """What is wrong with the page that stands there; `base` is an address of the site it is of.

    Where scripts are off axe-core cannot look: it would never end.
    """
    site = "/".join(base.split("/")[:3])
    elsewhere = [f"asks {url}" for url in screen.requests if not url.startswith(f"{site}/")]
    # what a browser says of every page of an error
    refused = f"Failed to load resource: the server responded with a status of {status} "
    complaints = [said for said in screen.complaints if not said.startswith(refused)]
    found = findings(screen.page) if screen.scripts else []
    return [*elsewhere, *complaints, *_too_wide(screen), *screen.value(OVERLAID), *found]


# words for who listens that stand in the way of who looks: an element of them that is to be seen
OVERLAID = """
[...document.querySelectorAll('.quiet')].filter(e => {
  const b = e.getBoundingClientRect();
  return getComputedStyle(e).clipPath === 'none' && b.width > 1 && b.right > 0 && b.left < innerWidth && b.bottom > 0
}).map(e => 'lies over the page: ' + e.textContent.trim().slice(0, 60))
"""


def _too_wide(screen: Screen) -> list[str]:
    wide, room = screen.value("[document.documentElement.scrollWidth, innerWidth]")
    asked = (screen.page.viewport_size or {}).get("width", room)
    return [f"{wide} pixels wide"] if wide > asked else []


@cache
def _axe() -> Callable[..., Any]:
    # slow, and read by tests that are not run (see tests.chromium)
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415

    return Axe().run


def findings(page: "Page") -> list[str]:
    """What axe-core finds wrong on the page, of any impact: the rule, and where."""
    violations = _axe()(page, options=RULES).response["violations"]
    return [
        f"{one['id']} ({one['impact']}): {' '.join(node['target'])} {node['html'][:120]}"
        for one in violations
        for node in one["nodes"]
    ]


# what a keyboard must reach, in the order of the page: of radio buttons with one name the chosen or else the first
CONTROLS = """
(() => {
  const seen = e => e.checkVisibility({visibilityProperty: true}) && !e.disabled;
  const wanted = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
  const all = [...document.querySelectorAll(wanted)].filter(seen).filter(e => {
    if (e.type !== 'radio') return true;
    const group = [...document.querySelectorAll('[type=radio]')].filter(o => o.name === e.name && o.form === e.form);
    return e === (group.find(o => o.checked) || group[0]) });
  window.controls = all;
  return all.map(e => (e.getAttribute('aria-label') || e.innerText || e.name || e.tagName).trim().slice(0, 60));
})()
"""
FOCUSED = """
(() => {
  const e = document.activeElement, s = getComputedStyle(e);
  const at = window.controls.indexOf(e);
  if (at < 0) return [at, true, true];
  const ring = (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== 'none';
  const hit = [...e.getClientRects()].some(b => [[.5, .5], [.1, .5], [.9, .5], [.5, .1], [.5, .9]].some(([x, y]) => {
    const top = document.elementFromPoint(b.left + b.width * x, b.top + b.height * y);
    return top && (e.contains(top) || top.contains(e) && top !== document.body && top !== document.documentElement) }));
  return [at, ring, hit];
})()
"""
MORE = 6  # presses beyond the number of controls: the window itself, and what scrolls, take some


def by_keyboard(screen: Screen) -> list[str]:
    """What a keyboard cannot reach on the page, reaches out of order or without it being seen.

    The page has just been opened.
    """
    names: list[str] = screen.value(CONTROLS)
    led = screen.value("document.activeElement !== document.body || !!location.hash")
    order: list[int] = []
    wrong: list[str] = []
    for _press in range(len(names) + MORE):
        screen.page.keyboard.press("Tab")
        at, ringed, uncovered = screen.value(FOCUSED)
        if at < 0 or at in order:
            continue
        order.append(at)
        wrong += [] if ringed else [f"no ring around {names[at]}"]
        wrong += [] if uncovered else [f"covered while it has the focus: {names[at]}"]
    wrong += [f"not reached: {name}" for n, name in enumerate(names) if n not in order]
    start = order.index(min(order)) if led and order else 0
    if order[start:] + order[:start] != sorted(order):
        wrong.append(f"out of order: {[names[at] for at in order]}")
    return wrong


def skips(screen: Screen) -> list[str]:
    """What is wrong with the way past the head of the page, which has just been opened: the first thing Tab reaches.

    A page that opens at what is to be mended needs none.
    """
    if screen.value("document.activeElement !== document.body"):
        return []
    screen.page.keyboard.press("Tab")
    where = screen.value("document.activeElement.getAttribute('href')")
    if where != "#noi-dung":
        return [f"Tab leads to {where} first"]
    box = screen.value("document.activeElement.getBoundingClientRect().toJSON()")
    if box["left"] < 0 or box["top"] < 0:
        return ["the way past the head is not seen"]
    screen.page.keyboard.press("Enter")
    within = "document.querySelector('#noi-dung').contains(document.activeElement)"
    any_there = screen.value(CONTROLS) and screen.value(
        "window.controls.some(e => e.closest('#noi-dung'))"
    )
    screen.page.keyboard.press("Tab")
    if any_there and not screen.value(within):
        return ["the way past the head leads nowhere"]
    return []

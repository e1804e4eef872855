"""Headless Chromium, driven by Playwright: what a page looks like, asks for and complains of.

`python -m tests.chromium` prints the path of the browser, and fails where there is none.
"""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = ("--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-gpu")
PHONE, DESK = (360, 740), (1280, 900)
LONGEST = 10_000  # milliseconds until something that does not come fails its test
Scheme = Literal["light", "dark"]


def program() -> str | None:
    """Path of the browser, or None when this machine has none."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


@dataclass
class Screen:
    """A window of one size with cookies of its own: its page, and what that asked for and complained of."""

    page: "Page"
    scripts: bool = True
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def value(self, script: str) -> Any:
        """What `script` comes to on the page."""
        return self.page.evaluate(script)


class Chromium:
    """One browser; its windows are closed by `close_windows`."""

    def __init__(self, browser: "Browser") -> None:
        self._browser = browser
        self._contexts: list[BrowserContext] = []

    def open(
        self, size: tuple[int, int] = DESK, *, scheme: Scheme = "light", scripts: bool = True
    ) -> Screen:
        """A new window: of a phone where it is narrow, without JavaScript where not `scripts`."""
        width, height = size
        context = self._browser.new_context(
            viewport={"width": width, "height": height},
            is_mobile=width < 600,
            color_scheme=scheme,
            java_script_enabled=scripts,
            locale="vi-VN",
            accept_downloads=True,
        )
        context.set_default_timeout(LONGEST)
        self._contexts.append(context)
        return Screen(context.new_page(), scripts)

    def visit(self, url: str, size: tuple[int, int] = DESK, *, scheme: Scheme = "light") -> Screen:
        """`url` in a new window."""
        screen = self.open(size, scheme=scheme)
        screen.page.goto(url)
        return screen

    def close_windows(self) -> None:
        """All that were opened."""
        while self._contexts:
            self._contexts.pop().close()


@contextmanager
def browsing() -> Iterator[Chromium]:
    """A browser until the block ends. Raises RuntimeError without one.

    Not for longer than a module of tests: while it lives, asyncio takes its loop for that of this thread.
    """
    # slow, and the tests of pages are read by who runs none of them
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    found = program()
    if found is None:
        raise RuntimeError("no chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        try:
            yield Chromium(browser)
        finally:
            browser.close()


if __name__ == "__main__":
    print(program() or "")
    sys.exit(program() is None)

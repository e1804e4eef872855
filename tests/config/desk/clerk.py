"""The clerk before her screen: she presses and types by the words she reads, and it is counted what that costs her."""

import re
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tests.chromium import Screen
from tests.judging import LARGEST, faults

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

KEY, POINT, HOME, THINK = 0.28, 1.1, 0.4, 1.35  # seconds; a K of who types with several fingers


def keys_of(text: str) -> int:
    """What is pressed to type it in Telex: a key for each letter, mark and tone, đ and a capital letter two."""
    letters = unicodedata.normalize("NFD", text)
    return len(letters) + sum(letter in "đĐ" or letter.isupper() for letter in letters)


@dataclass
class Effort:
    """What it took: presses, fields written in, items decided on and put right, and seconds of waiting."""

    clicks: int = 0
    typed: int = 0
    keys: int = 0  # pressed to type that
    decisions: int = 0
    corrections: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    octets: int = 0  # of the largest page
    read: dict[str, int] = field(default_factory=dict)  # syllables on each page she came to

    @property
    def minutes(self) -> float:
        """Her time and the machine's by the keystroke-level model (Card, Moran, Newell 1983), reading left out.

        Before every press, every field and every decision she thinks once (M); a press is P and K; a field is a press,
        the hand to the keyboard and back (H) and its keys (K).
        """
        thinking = (self.clicks + self.typed + self.decisions) * THINK
        pressing = (self.clicks + self.typed) * (POINT + KEY)
        typing = 2 * HOME * self.typed + self.keys * KEY
        return (thinking + pressing + typing + self.seconds) / 60

    def row(self, name: str) -> str:
        """A line of a table."""
        return (
            f"{name:<28} {self.clicks:>3} clicks {self.typed:>3} typed {self.keys:>4} keys "
            f"{self.decisions:>3} decisions {self.corrections:>3} corrections "
            f"{self.seconds:6.2f} s in all {self.slowest:5.2f} s at most "
            f"{self.octets / 1000:5.1f} kB at most, {self.minutes:4.1f} min by KLM, "
            f"{sum(self.read.values())} syllables on {len(self.read)} pages"
        )


@dataclass
class Clerk:
    """Every page she comes to must be without faults."""

    screen: Screen
    base: str
    folder: Path  # where her files are
    effort: Effort = field(default_factory=Effort)

    @property
    def page(self) -> "Page":
        """What she sees."""
        return self.screen.page

    @property
    def path(self) -> str:
        """Where she is, without the query."""
        return self.page.url.removeprefix(self.base).partition("?")[0].partition("#")[0]

    def says(self) -> str:
        """All she can read there, white space made one blank."""
        return " ".join(self.page.inner_text("main").split())

    def go(self, path: str) -> None:
        """Open an address she has."""
        with self._waiting():
            self.page.goto(self.base + path)

    def press(self, name: str, *, within: "Locator | None" = None, links: bool = False) -> None:
        """The one button (or link) of that name, or the first that begins with it."""
        role = "link" if links else "button"
        found = (within or self.page).get_by_role(role, name=name).first
        self.press_on(found)

    def press_on(self, control: "Locator") -> None:
        """What leads to another page."""
        self.effort.clicks += 1
        assert control.count(), f"{control} is not on {self.page.url}: {self.says()}"
        with self._waiting(), self.page.expect_navigation():
            control.click()

    def type(self, label: str, text: str, *, within: "Locator | None" = None) -> None:
        """Into the field of that label, in place of what it says."""
        self.effort.typed += 1
        self.effort.keys += keys_of(text)
        (within or self.page).get_by_label(label).first.fill(text)

    def choose(self, label: str, option: str) -> None:
        """One of a list."""
        self.effort.clicks += 1
        self.page.get_by_label(label).first.select_option(label=option)

    def give(self, label: str, name: str, content: bytes) -> None:
        """A file from her folder."""
        self.effort.clicks += 1
        file = self.folder / name
        file.write_bytes(content)
        self.page.get_by_label(label).first.set_input_files(file)

    @contextmanager
    def _waiting(self) -> Iterator[None]:
        self.screen.requests.clear()
        self.screen.complaints.clear()
        begun = time.monotonic()
        yield
        self.page.wait_for_load_state()
        passed = time.monotonic() - begun
        self.effort.seconds += passed
        self.effort.slowest = max(self.effort.slowest, passed)
        self.effort.octets = max(self.effort.octets, len(self.page.content().encode()))
        self.effort.read[self.path] = max(
            self.effort.read.get(self.path, 0), len(self.says().split())
        )

    def judge(self, *, status: int = 200) -> None:
        """Nothing is wrong with the page she is on."""
        found = faults(self.screen, self.base, status=status)
        assert not found, found
        assert self.effort.octets <= LARGEST

    def bring(self, name: str, content: bytes) -> None:
        """From the list of documents: a file is uploaded."""
        self.go("/ban/van-ban")
        self.press("Tải văn bản lên", links=True)
        self.give("Tệp văn bản", name, content)
        self.press("Tải lên")

    def wait_for_draft(self) -> None:
        """Until the document has been read and its draft is there."""
        with self._waiting():
            self.page.wait_for_url(re.compile(r"/ban/ban-thao/\d+"), timeout=40_000)

    def item(self, name: str) -> "Locator":
        """The item of that name, or whose name begins so."""
        heading = self.page.get_by_role("heading", name=name)
        items = self.page.locator("li.muc")
        named = items.filter(has=heading)
        return (named if named.count() else items.filter(has_text=name)).first

    def _press_at(self, name: str, word: str) -> None:
        self.press_on(self.item(name).get_by_role("button", name=re.compile(f"^{word} ?:")))

    def accept(self, name: str) -> None:
        """As the document says it."""
        self.effort.decisions += 1
        self._press_at(name, "Nhận")

    def accept_all(self) -> None:
        """All that have no doubt."""
        self.effort.decisions += 1
        self.press("Nhận tất cả mục không có nghi vấn")

    def accept_doubtful(self) -> None:
        """One by one as they come, every item that waits to be looked at."""
        waiting = self.page.get_by_role("button", name=re.compile("^Nhận ?:"))
        while waiting.count():
            self.effort.decisions += 1
            self.press_on(waiting.first)

    def drop(self, name: str) -> None:
        """Leave it out."""
        self.effort.decisions += 1
        self._press_at(name, "Bỏ")

    def pass_over(self, name: str) -> None:
        """A clause or a remark that asks for nothing."""
        self.effort.decisions += 1
        self._press_at(name, "Bỏ qua")

    def correct(self, name: str, values: dict[str, str], *, chosen: str = "") -> None:
        """Open the form of that item, write these fields, choose one of a few, and save."""
        self.effort.decisions += 1
        self.effort.corrections += 1
        self.press_on(self.item(name).get_by_role("link", name=re.compile("^Sửa")))
        for label, text in values.items():
            self.type(label, text, within=self.page.locator("form#muc"))
        self._choose_one(chosen)
        self.press("Ghi", within=self.page.locator("form#muc"))

    def make_duty(self, name: str, values: dict[str, str], *, chosen: str = "") -> None:
        """Of a clause that was not understood."""
        self.effort.decisions += 1
        self.effort.corrections += 1
        self.press_on(self.item(name).get_by_role("link", name="Thêm thành nhiệm vụ…"))
        for label, text in values.items():
            self.type(label, text, within=self.page.locator("form#muc"))
        self._choose_one(chosen)
        self.press("Thêm", within=self.page.locator("form#muc"))

    def _choose_one(self, chosen: str) -> None:
        if chosen:
            self.effort.clicks += 1
            self.page.locator("form#muc").get_by_label(chosen).first.check()

    def is_done(self) -> bool:
        """Whether nothing is left before it can be planned; she stands at the page that says so."""
        self.press("Còn thiếu gì để lập kế hoạch", links=True)
        self.judge()
        return "Bản thảo đã đủ để lập kế hoạch." in self.says()

    def open_part(self, name: str) -> None:
        """From the overview of a draft that is written down: the form of that part."""
        self.press_on(self.page.get_by_role("link", name=name, exact=True).first)

    def write_part(self, name: str, values: dict[str, str]) -> None:
        """Open its form, write these fields, and save."""
        self.effort.decisions += 1
        self.effort.corrections += 1
        self.open_part(name)
        for label, text in values.items():
            self.type(label, text, within=self.page.locator("form#muc"))
        self.press("Ghi", within=self.page.locator("form#muc"))

"""Documents that are read: a few at a time, in their order, in memory that is bounded, and forgotten in time."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Event, Lock

import pytest

from config.desk.documents.readings import (
    LASTS,
    NoDirective,
    Reading,
    Readings,
    TooManyReadings,
)
from scheduler import language
from scheduler.campaign.drafting.bringing_in import BroughtIn
from scheduler.directives.model import ReadDirective, SourceKind
from scheduler.directives.page.source import Source
from scheduler.errors import Secrecy, SecretDocument, UnreadableFile, WhyUnreadable
from tests.config.desk.desk_world import WALL

OTHER = NoDirective(Source("x"), ReadDirective("x", SourceKind.OTHER))


@dataclass
class Work:
    """What is done with each document once `opened` is set; how many were worked on at once, and in which order."""

    opened: Event = field(default_factory=Event)
    at_once: int = 0
    most: int = 0
    order: list[str] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def __call__(self, reading: Reading) -> BroughtIn:
        with self.lock:
            self.at_once += 1
            self.most = max(self.most, self.at_once)
            self.order.append(reading.name)
        assert self.opened.wait(30)
        with self.lock:
            self.at_once -= 1
        return BroughtIn(1, 1, is_new=True)


@pytest.fixture
def work() -> Iterator[Work]:
    work = Work()
    yield work
    work.opened.set()


def begin(readings: Readings, work: object, name: str = "a", **given: object) -> Reading:
    values = {"issuer_id": "pt", "name": name, "pasted": None, "wall": WALL} | given
    return readings.begin(work, name.encode() * 10, **values)  # type: ignore[arg-type]


def test_two_are_read_at_once_and_the_others_wait_in_their_order(work: Work) -> None:
    readings = Readings()
    all_of_them = [begin(readings, work, name) for name in "abcdef"]
    assert [readings.before(one) for one in all_of_them] == [0, 0, 1, 2, 3, 4]
    work.opened.set()
    assert [one.future.result(30).is_new for one in all_of_them] == [True] * 6  # type: ignore[union-attr]
    assert work.most == 2 and sorted(work.order[:2]) == ["a", "b"]
    assert work.order[2:] == sorted(work.order[2:])
    assert [readings.before(one) for one in all_of_them] == [0] * 6


def test_no_more_is_held_than_memory_should(work: Work) -> None:
    readings = Readings(most_octets=25)
    kept = [begin(readings, work, name) for name in "ab"]
    with pytest.raises(TooManyReadings):
        begin(readings, work, "c")
    work.opened.set()
    assert [one.future.result(30) for one in kept] and [one.content for one in kept] == [b"", b""]
    assert begin(readings, work, "c").future.result(30)


def test_what_waits_for_an_answer_makes_room_for_what_is_to_be_read() -> None:
    readings = Readings(most_octets=25)
    asked = [begin(readings, lambda _reading: OTHER, name) for name in "a"]
    asked[0].future.result(30)
    assert begin(readings, lambda _reading: OTHER, "b").future.result(30)
    assert readings.find(asked[0].key, "pt", wall=WALL) is None


def test_text_that_was_read_takes_memory_too() -> None:
    long = NoDirective(Source("ữ" * 1000), OTHER.directive)
    reading = begin(Readings(), lambda _reading: long)
    reading.future.result(30)
    assert reading.octets > 2000


def test_what_is_over_is_forgotten_in_time_and_what_waits_is_not(work: Work) -> None:
    readings = Readings(at_once=1)
    work.opened.set()
    over = begin(readings, work, "a")
    over.future.result(30)
    work.opened.clear()
    later = WALL + LASTS + timedelta(seconds=1)
    waiting = begin(readings, work, "b", wall=WALL)
    begin(readings, work, "c", wall=later)
    assert readings.find(over.key, "pt", wall=later) is None
    assert readings.find(waiting.key, "pt", wall=later) is waiting
    assert readings.find(waiting.key, "khac", wall=later) is None


@pytest.mark.parametrize(
    "error", [SecretDocument(Secrecy.SECRET), UnreadableFile("a", WhyUnreadable.BROKEN)]
)
def test_what_was_refused_is_tried_anew(error: Exception) -> None:
    def refuse(_reading: Reading) -> BroughtIn:
        raise error

    readings = Readings()
    first = begin(readings, refuse)
    assert first.future.exception(30) is error and first.content == b""
    assert begin(readings, refuse) is not first


def test_file_that_is_not_readable_is_not_held() -> None:
    def refuse(reading: Reading) -> BroughtIn:
        _data = reading.content
        try:
            raise TimeoutError
        except TimeoutError as error:
            raise UnreadableFile(reading.name, WhyUnreadable.COSTLY) from error

    error = begin(Readings(), refuse).future.exception(30)
    assert error and (error.__traceback__, error.__cause__, error.__context__) == (None,) * 3


def test_nothing_of_a_secret_document_is_held() -> None:
    def refuse(_reading: Reading) -> BroughtIn:
        raise SecretDocument(Secrecy.TOP_SECRET)

    reading = begin(Readings(), refuse, "phuong-an", pasted="TUYỆT MẬT")
    error = reading.future.exception(30)
    assert error and error.__traceback__ is None
    assert (reading.name, reading.pasted, reading.content) == ("", "", b"")


def test_undecided_document_is_kept_once() -> None:
    reading = begin(Readings(), lambda _reading: OTHER)
    assert reading.future.result(30) is OTHER and reading.content
    kept: list[NoDirective] = []

    def bring_in(found: NoDirective) -> BroughtIn:
        kept.append(found)
        return BroughtIn(7, 8, is_new=True)

    assert reading.keep(bring_in) == reading.keep(bring_in) == reading.outcome
    assert kept == [OTHER] and reading.content == b""


def test_document_is_read_in_the_language_of_who_sent_it() -> None:
    spoken: list[str] = []

    def note(_reading: Reading) -> BroughtIn:
        spoken.append(language.current())
        return BroughtIn(1, 1, is_new=True)

    for one in ("en", "vi"):
        with language.use(one):
            begin(Readings(), note, one).future.result(30)
    assert spoken == ["en", "vi"]

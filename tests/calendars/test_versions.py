"""FEEDS rule 12: SEQUENCE and LAST-MODIFIED of a deadline grow with what its entry shows, and with nothing else."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest
from sqlmodel import Session

from calendars.changes import has_changed
from calendars.entry import Kind
from calendars.published import PublishedFeeds, Wish, render
from calendars.query import Scope, load_shown
from scheduler.errors import ThiDuaError
from scheduler.plan.diff import diff
from scheduler.run.firing.tick import tick
from scheduler.store import ledger, tally
from scheduler.store.apply import apply_changes
from scheduler.store.database import Database
from scheduler.store.editions import Edition
from scheduler.store.organisation import save_organisation
from scheduler.web.respond import Document
from scheduler.workflow import delegation, extension, report
from scheduler.workflow.actor import Actor, Case
from tests.build import OFFICE, Province, at, definition, duty, organisation, unit
from tests.calendars.samples import feed_of, value
from tests.databases import Databases
from tests.workflow.world import REPORT, RULES, World, latest_extension

START = at("2024-07-20 09:00")
COUNTED = ("SEQUENCE", "LAST-MODIFIED", "DTSTAMP")
Do = Callable[[Session, Case, Actor, datetime], object]


def see(session: Session, case: Case, actor: Actor, now: datetime) -> None:
    report.see(session, case, actor, RULES, now=now)


def ask(session: Session, case: Case, actor: Actor, now: datetime) -> None:
    extension.ask(session, case, actor, now + timedelta(days=25), "chờ số liệu", RULES, now=now)


def delegate(session: Session, case: Case, actor: Actor, now: datetime) -> None:
    tenure = delegation.own_tenure(actor, case)
    given = delegation.Delegation(tenure, (now + timedelta(days=3)).date(), case)
    (colleague,) = delegation.colleagues(session, tenure, actor)
    delegation.appoint(session, given, actor, colleague.person_id, now=now)


def submit(session: Session, case: Case, actor: Actor, now: datetime) -> None:
    report.submit(session, case, actor, REPORT, now=now)


def grant(session: Session, case: Case, actor: Actor, now: datetime) -> None:
    extension.grant(session, case, latest_extension(session), actor, RULES, now=now)


def refuse(session: Session, case: Case, actor: Actor, now: datetime) -> None:
    extension.refuse(session, case, latest_extension(session), actor, "không", now=now)


def accept(session: Session, case: Case, actor: Actor, now: datetime) -> None:
    report.accept(session, case, actor, now=now)


def give_back(session: Session, case: Case, actor: Actor, now: datetime) -> None:
    report.give_back(session, case, actor, "thiếu số liệu", RULES, now=now)


def waive(session: Session, case: Case, actor: Actor, now: datetime) -> None:
    report.waive(session, case, actor, "giải thể", now=now)


UNIT, BODY = (see, ask, delegate, submit), (grant, refuse, accept, give_back, waive)
HIDDEN = (see, ask, delegate, refuse)


@dataclass
class Life:
    """One unit's obligation and what its feed shows of it."""

    province: Province
    now: datetime = START
    done: Counter[str] = field(default_factory=Counter)

    def look(self, *, kind: Kind = Kind.DEADLINE) -> bytes:
        unit = self.province.rows("SELECT id FROM unit WHERE code = 'u1'")[0][0]
        with self.province.database.read() as session:
            shown = load_shown(session, Scope("unit", unit), now=self.now)
        assert shown is not None
        return feed_of(*(entry for entry in shown.entries if entry.kind is kind))

    def do(self, act: Do) -> bool:
        """Whether it could be done."""
        address = "u1@" if act in UNIT else "u0@"
        try:
            with World(self.province).acting(address, self.now) as (session, case, actor):
                act(session, case, actor, self.now)
        except (ThiDuaError, AssertionError):  # not now; or nothing was asked yet
            return False
        self.done[act.__name__] += 1
        return True

    def define(self, **changed: object) -> None:
        """Apply the definition with the duty changed so, five minutes later."""
        self.now += timedelta(minutes=5)
        given = {"owed_by": {"ids": ["u1"]}} | changed
        self.province.apply(definition(duty("bc", **given)), now=self.now)

    def end(self) -> int:
        with self.province.database.read() as session:
            return ledger.end_of(session, "pt")

    def feeds_changed(self, since: int) -> bool:
        with self.province.database.read() as session:
            return has_changed(session, "pt", since=since, end=ledger.end_of(session, "pt"))


@pytest.fixture
def life(databases: Databases) -> Iterator[Life]:
    def fill(database: Database) -> None:
        province = Province(database, organisation(2)).open()
        province.bind("u1", "u1-deputy@", now=at("2024-01-02 08:00"), post="deputy")
        province.apply(definition(OWED), now=at("2024-01-03 08:00"))

    with closing(Database(databases.filled("versions", fill))) as database:
        yield Life(Province(database, organisation(2)))


OWED = duty("bc", owed_by={"ids": ["u1"]})


def unfolded(feed: bytes) -> str:
    return feed.replace(b"\r\n ", b"").decode()


def shown_of(feed: bytes) -> list[bytes]:
    """What a reader sees of it."""
    return [
        line for line in feed.split(b"\r\n") if not line.startswith(tuple(map(str.encode, COUNTED)))
    ]


def check(before: bytes, after: bytes) -> None:
    """Rule 12, between two looks."""
    grown = int(value(after, "SEQUENCE")) - int(value(before, "SEQUENCE"))
    assert (grown > 0) == (shown_of(before) != shown_of(after))
    assert grown >= 0
    for name in COUNTED[1:]:
        assert (value(after, name) > value(before, name)) == (grown > 0)


@pytest.mark.parametrize("seed", range(12))
def test_rule_12_every_transition_grows_what_it_shows_and_nothing_else(
    life: Life, seed: int
) -> None:
    chance = random.Random(seed)
    before = life.look()
    for _step in range(40):
        life.now += timedelta(hours=chance.choice((1, 5, 30)))
        waited = life.look()
        check(before, waited)
        end = life.end()
        if life.do(chance.choice(UNIT + BODY if chance.random() < 0.9 else (waive,))):
            check(waited, life.look())
            assert life.feeds_changed(end) or shown_of(waited) == shown_of(life.look())
        before = life.look()
    assert sum(life.done.values()) >= 3


@pytest.mark.parametrize("act", HIDDEN)
def test_rule_12_what_only_the_standing_body_hears_of_changes_no_feed(life: Life, act: Do) -> None:
    if act is refuse:
        life.do(ask)
    before, end = life.look(), life.end()
    life.now += timedelta(minutes=5)
    assert life.do(act)
    assert life.look() == before
    assert life.feeds_changed(end) == (
        act is delegate
    )  # who stands in gets the unit's deadlines in theirs


@pytest.mark.parametrize("act", [submit, waive, grant])
def test_rule_12_what_follows_a_hidden_change_grows_it(life: Life, act: Do) -> None:
    before = life.look()
    life.do(see)
    life.do(ask)
    life.now += timedelta(minutes=5)
    assert life.do(act)
    after = life.look()
    check(before, after)
    assert int(value(after, "SEQUENCE")) > int(value(before, "SEQUENCE"))


@pytest.mark.parametrize(
    ("changed", "is_shown"),
    [
        ({"title": "Báo cáo, tên mới"}, True),
        ({"due": {"by": "2024-08-30"}}, True),
        ({"proof": ["number"]}, True),
        ({"kind": "tong_ket"}, False),
        ({"reminders": ["9 working days"]}, False),
    ],
)
def test_rule_12_another_definition_grows_what_it_shows(
    life: Life, changed: dict[str, object], is_shown: bool
) -> None:
    before = life.look()
    life.define(**changed)
    after = life.look()
    check(before, after)
    assert (after != before) == is_shown


def test_rule_12_words_that_a_decision_stands_for_grow_nothing(life: Life) -> None:
    life.define(due={"by": "2024-08-30"})  # another day than the words tell
    before = life.look()
    assert "ấn định" in unfolded(before)
    life.define(due={"by": "2024-08-30"}, origin={"quoted": "gửi trước ngày 01/8"})
    assert life.look() == before
    life.define(due={"by": "2024-08-30"}, origin={"quoted": "chậm nhất ngày 30/8"})
    after = life.look()
    check(before, after)
    assert "chậm nhất ngày 30/8" in unfolded(after)


@pytest.mark.parametrize(("title", "is_shown"), [("Đợt 1", False), ("Đợt đầu", True)])
def test_rule_12_what_a_round_is_held_for_grows_nothing(
    life: Life, title: str, is_shown: bool
) -> None:
    before, stored = life.look(kind=Kind.PHASE), life.province.plan()
    life.now += timedelta(minutes=5)
    (held,) = stored.spans
    other = replace(held, anniversaries=("quoc-khanh",), title=title)
    with life.province.database.write() as session:
        changes = diff(stored, replace(stored, spans=(other,)))
        edition = Edition("pt", "pt-2024", "campaign: …", "admin")
        apply_changes(session, edition, changes, based_on=1, now=life.now)
    after = life.look(kind=Kind.PHASE)
    check(before, after)
    assert (after != before) == is_shown
    assert life.province.plan().spans == (other,)


class Polled:
    """One feed of each scope of the issuer, polled again and again."""

    def __init__(self, life: Life) -> None:
        self._life = life
        rows = life.province.rows
        (unit,), (block,) = (rows(f"SELECT min(id) FROM {one}")[0] for one in ("unit", "block"))
        people = [id_ for (id_,) in rows("SELECT id FROM person")]
        of = [
            ("campaign", 1),
            ("issuer", "pt"),
            ("block", block),
            ("unit", unit),
            ("unit", unit + 1),
        ]
        self._wishes = [Wish(Scope(*one)) for one in (*of, *(("person", id_) for id_ in people))]
        self._feeds = PublishedFeeds()

    def check(self) -> None:
        """Each is as it would be if it had never been published."""
        now = self._life.now
        with self._life.province.database.read() as session:
            for wish in self._wishes:
                published = self._feeds.published(session, wish, now=now)
                shown = load_shown(session, wish.scope, now=now)
                assert shown and published
                anew = Document(render(shown, wish), last_modified=shown.last_modified)
                assert published.version == anew.version, wish


def count(life: Life) -> None:
    with life.province.database.write() as session:
        tally.count(session, now=life.now)


def hand_over(life: Life) -> None:
    life.province.bind("u1", "u1@" if life.now.hour % 2 else "another@", now=life.now)


def rename(life: Life) -> None:
    units = [unit(code, name=f"{code} {life.now:%d%H}") for code in ("u0", "u1")]
    with life.province.database.write() as session:
        save_organisation(session, organisation(2, units=units), actor="admin", now=life.now)


def fire(life: Life) -> None:
    tick(life.province.database, OFFICE, now=life.now)


def redefine(life: Life) -> None:
    life.define(title=f"Báo cáo {life.now:%d%H}")


@pytest.mark.parametrize("seed", range(2))
def test_feed_kept_in_memory_is_the_feed_of_this_moment(life: Life, seed: int) -> None:
    """Of every scope, whatever was done: no kind of entry that shows is taken for one that does not."""
    chance = random.Random(seed)
    polled = Polled(life)
    others = (count, hand_over, rename, fire, redefine)
    for _step in range(30):
        life.now += timedelta(hours=chance.choice((0, 1, 5, 30)))
        polled.check()
        if chance.random() < 0.3:
            chance.choice(others)(life)
        else:
            life.do(chance.choice(UNIT + BODY))
        polled.check()

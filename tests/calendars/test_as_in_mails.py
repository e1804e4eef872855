"""A calendar that reads a unit's mails and its feed sees one event: FEEDS rule 12."""

import email
from collections.abc import Callable, Iterator
from contextlib import closing
from email import policy

import pytest

from bots.mail.message import compose
from calendars.query import Scope, load_shown
from scheduler.run.saying.notice import Notice
from scheduler.store.database import Database
from scheduler.store.organisation import save_organisation
from scheduler.workflow import extension, report
from tests.build import Province, at, definition, duty, organisation
from tests.calendars.samples import feed_of, value
from tests.databases import SqliteFiles
from tests.run.road import Road
from tests.workflow.world import RULES, World, latest_extension

MINE = duty(owed_by={"ids": ["u1"]})
APPLIED = at("2024-01-15 09:00")
SENDER, MAILBOX = "nhac-viec@thidua.example", "u1@pt.example"


@pytest.fixture
def road(sqlite_files: SqliteFiles) -> Iterator[Road]:
    with closing(Database(sqlite_files.migrated())) as database:
        road = Road(Province(database, organisation(3)).open())
        road.province.apply(definition(MINE), now=APPLIED)
        yield road


def rename(road: Road, code: str) -> None:
    """Give that unit another name, as a new units file does."""
    units = road.province.units
    named = [u.model_copy(update={"name": "Tên mới"}) if u.id == code else u for u in units.units]
    changed = units.model_copy(update={"units": tuple(named)})
    with road.province.database.write() as session:
        save_organisation(session, changed, actor="admin", now=APPLIED)


def rename_campaign(road: Road) -> None:
    road.province.apply(definition(MINE, title="Thi đua, tên mới"), now=APPLIED)


def move(road: Road) -> None:
    moved = MINE.model_copy(update={"title": "Báo cáo, tên mới"})
    road.province.apply(definition(moved), now=APPLIED)


def see_and_ask(road: Road) -> None:
    """What only the standing body hears of."""
    with World(road.province).acting("u1@", APPLIED) as (session, case, actor):
        report.see(session, case, actor, RULES, now=APPLIED)
        wish = at("2024-08-30 17:00")
        extension.ask(session, case, actor, wish, "chờ số liệu", RULES, now=APPLIED)


def in_feed(road: Road) -> bytes:
    unit = road.province.rows("SELECT id FROM unit WHERE code = 'u1'")[0][0]
    with road.province.database.read() as session:
        shown = load_shown(session, Scope("unit", unit), now=road.clock.now())
    assert shown is not None
    return feed_of(*(entry for entry in shown.entries if entry.due_at))


def in_mail(notice: Notice) -> bytes:
    octets = compose(notice, sender=SENDER, recipient=MAILBOX).octets
    message = email.message_from_bytes(octets, policy=policy.default)
    (part,) = (p for p in message.walk() if p.get_content_type() == "text/calendar")
    found = part.get_payload(decode=True)
    assert isinstance(found, bytes)
    return found


@pytest.mark.parametrize(
    "changes",
    [
        (),
        (lambda road: rename(road, "u1"),),
        (lambda road: rename(road, "u0"),),
        (rename_campaign,),
        (see_and_ask,),
        (move, rename_campaign, lambda road: rename(road, "u1")),
    ],
)
async def test_rule_12_mail_and_feed_tell_one_event_in_one_version(
    road: Road, changes: tuple[Callable[[Road], None], ...]
) -> None:
    for change in changes:
        change(road)
    road.tick("2024-07-22 08:00")
    await road.drain()("tg-pt")
    notice = road.channel.said[-1].notice

    mail, feed = in_mail(notice), in_feed(road)
    same = ("UID", "SEQUENCE", "SUMMARY", "STATUS", "TRANSP")
    assert [value(mail, name) for name in same] == [value(feed, name) for name in same]


async def test_mail_and_feed_describe_it_alike_but_for_the_unit_that_a_mail_names(
    road: Road,
) -> None:
    road.tick("2024-07-22 08:00")
    await road.drain()("tg-pt")
    notice = road.channel.said[-1].notice

    mail, feed = (
        value(one, "DESCRIPTION").split("\\n") for one in (in_mail(notice), in_feed(road))
    )
    assert len(feed) >= 4
    assert [line for line in mail if not line.startswith("Đơn vị: ")] == feed


async def test_mail_and_feed_call_a_deadline_alike_after_more_time_was_granted(road: Road) -> None:
    see_and_ask(road)
    with World(road.province).acting("u0@", APPLIED) as (session, case, actor):
        wish = latest_extension(session)
        extension.grant(session, case, wish, actor, RULES, now=APPLIED)
    road.tick("2024-08-23 08:00")
    await road.drain()("tg-pt")

    mail, feed = in_mail(road.channel.said[-1].notice), in_feed(road)
    assert value(mail, "SUMMARY") == value(feed, "SUMMARY")
    assert value(mail, "SUMMARY").startswith("gia hạn đến 30/8")


async def test_rule_12_what_is_late_is_the_next_version_in_both(road: Road) -> None:
    await road.pass_at("2024-08-01 07:00")
    road.tick("2024-08-01 08:00")
    await road.drain()("tg-pt")
    (item,) = road.channel.said[-1].notice.items

    assert (str(item.step), str(item.sequence)) == ("overdue-1wd", value(in_feed(road), "SEQUENCE"))

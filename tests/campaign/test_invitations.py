"""Whom an invitation of a block or an issuer goes to, and what each is told."""

from datetime import timedelta

import pytest
from sqlmodel import Session

from scheduler.campaign import invitations
from scheduler.errors import BotUnknown
from scheduler.store.database import Database
from scheduler.store.organisation import find_block, find_issuer, find_unit
from scheduler.workflow.handover import take_post
from scheduler.workflow.invitation import VALID
from tests.build import ZONE, Province, at, organisation, unit

NOW = at("2024-03-01 08:00")


@pytest.fixture
def province(database: Database) -> Province:
    """u1 is held, u2 is not, u3 ended, u4 begins later, u5 is of no block."""
    units = [
        unit("u0"),
        unit("u1"),
        unit("u2"),
        unit("u3", last_day="2024-02-29", into=["u2"]),
        unit("u4", first_day="2024-03-02"),
        unit("u5", block=None),
    ]
    given = Province(database, organisation(units=units)).open(bound=False)
    given.bind("u1", "77", now=NOW)
    return given


def chosen(session: Session, *, block: bool, post: str = "head") -> tuple[list[str], list[str]]:
    where = find_block(session, "k1") if block else find_issuer(session, "pt")
    free, held = invitations.choose(session, where, post, now=NOW)
    return [one.code for one in free], [one.code for one in held]


@pytest.mark.parametrize(
    ("block", "post", "expected"),
    [
        (True, "head", (["u0", "u2"], ["u1"])),
        (False, "head", (["u0", "u2", "u5"], ["u1"])),
        (True, "deputy", (["u0", "u1", "u2"], [])),
    ],
)
def test_units_that_live_are_invited_but_for_who_is_there(
    province: Province, block: bool, post: str, expected: tuple[list[str], list[str]]
) -> None:
    with province.database.read() as session:
        assert chosen(session, block=block, post=post) == expected


def test_unit_begins_and_ends_by_the_issuers_day(province: Province) -> None:
    with province.database.read() as session:
        issuer = find_issuer(session, "pt")
        for hours, lives in ((-9, "u3"), (16, "u4")):
            free, _held = invitations.choose(
                session, issuer, "head", now=NOW + timedelta(hours=hours)
            )
            assert lives in [one.code for one in free]


def test_held_by_mail_alone_is_invited_all_the_same(province: Province) -> None:
    with province.database.write() as session:
        mail = find_unit(session, "u2")
        take_post(session, mail, address="u2@x.vn", post_kind="head", actor="admin", now=NOW)
    province.execute("INSERT INTO lane (id, channel, served) VALUES ('mail-pt', 'mail', TRUE)")
    province.execute("UPDATE address SET lane_id = 'mail-pt' WHERE value = 'u2@x.vn'")
    with province.database.read() as session:
        assert chosen(session, block=True) == (["u0", "u2"], ["u1"])


def test_link_opens_the_bot_and_what_it_does_is_said_on_paper(province: Province) -> None:
    with province.database.write() as session:
        u2 = find_unit(session, "u2")
        with pytest.raises(BotUnknown):
            invitations.require_bot(session, [u2])
        typed = invitations.make(session, u2, "head", by="admin", now=NOW)
    province.execute("UPDATE lane SET username = 'pt_bot' WHERE id = 'tg-pt'")
    with province.database.write() as session:
        u2 = find_unit(session, "u2")
        invitations.require_bot(session, [u2])
        made = invitations.make(session, u2, "group", by="admin", now=NOW)

    assert (typed.link, typed.has_bot) == (f"/start {typed.code}", False)
    assert (made.link, made.has_bot) == (f"https://t.me/pt_bot?startgroup={made.code}", True)
    page = invitations.paper([(made, "a&b.svg")], "nhóm", now=NOW, zone=ZONE)
    assert "đưa bot vào nhóm của Đơn vị u2" in page
    assert 'src="a&amp;b.svg"' in page
    assert f"{(NOW + VALID).day}/{(NOW + VALID).month}/2024" in page

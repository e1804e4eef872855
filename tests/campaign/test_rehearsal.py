"""A year rehearsed: who reads what and when, by the agenda and the outbox as they are."""

import asyncio
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scheduler.campaign import proposals
from scheduler.campaign.rehearsal import (
    KeepingChannel,
    Kept,
    Transcript,
    rehearsal_context,
    rehearse,
)
from scheduler.clock import RehearsalClock
from scheduler.installation import Installation
from scheduler.run.outcome import Sent
from scheduler.run.saying.notice import Notice, StandingBody

ROOT = Path(__file__).parents[2]
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
START, END = datetime(2024, 1, 14, 17, tzinfo=UTC), datetime(2024, 12, 31, 17, tzinfo=UTC)

# Messages a day: reminders, and the mornings on which round 2 and the two peaks open.
DAYS = dict.fromkeys(
    (
        *("04-05", "07-01", "11-22"),
        *("07-11", "07-22", "07-26", "07-30", "07-31", "08-01"),
        *("12-02", "12-11", "12-17", "12-19", "12-20", "12-23"),
    ),
    12,
) | dict.fromkeys(("08-05", "08-09", "12-25", "12-31"), 1)


def said(notice: Notice) -> str:
    assert not notice.ledger_end, "of a ledger that goes with the rehearsal"
    items = (f"{item.step} {item.duty}" for item in notice.items)
    return "; ".join([*items, *(f"{one.kind} {one.title}" for one in notice.announced)])


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Transcript:
    """The year of the demonstration."""
    program = ROOT / "config"
    office = Installation("", program / "samples", program, RehearsalClock(START), ZONE, "", "")
    installation = rehearsal_context(office, tmp_path_factory.mktemp("year"), START, author="test")
    proposal = proposals.propose(installation, program / "samples/campaigns/phu-tho-2024.yaml")
    proposals.apply(installation, proposal, proposals.preview(installation, proposal))
    passed: list[datetime] = []
    organisations = (proposal.organisation,)
    found = rehearse(installation, organisations, until=END, look=said, progress=passed.append)
    assert passed == sorted(passed)
    installation.database.close()
    return found


def test_everybody_is_told_at_the_same_minutes_as_ever(year: Transcript) -> None:
    assert {f"{one.at:%H:%M}" for one in year.messages} == {"08:00"}
    assert Counter(f"{one.at:%m-%d}" for one in year.messages) == DAYS


def test_message_tells_who_reads_it(year: Transcript) -> None:
    first = year.messages[0]
    assert (first.issuer, first.unit, first.post) == (
        "phu-tho",
        "TP Việt Trì",
        "Chủ tịch Ủy ban nhân dân",
    )
    assert first.text == "opening Cao điểm chào mừng Ngày Chiến thắng Điện Biên Phủ"


def test_nobody_hears_twice_a_day(year: Transcript) -> None:
    assert set(year.a_day().values()) == {1}


def test_units_without_a_channel_are_named(year: Transcript) -> None:
    assert year.unreachable == ("Ban Tuyên giáo Tỉnh ủy", "Bưu điện tỉnh Phú Thọ", "Sở Nội vụ")


def test_units_that_read_mail_are_not_said_to_need_paper(year: Transcript) -> None:
    assert len(year.by_mail) == 6
    assert "Công an tỉnh" in year.by_mail


def notice(post: str) -> Notice:
    return Notice(1, "pt", ZONE.key, post, "vi", START, (), StandingBody("u0"))


@given(st.lists(st.tuples(st.integers(0, 4), st.text(max_size=3)), max_size=12))
@example([(0, "a"), (0, "b")])
def test_channel_keeps_each_message_in_its_last_words(given: list[tuple[int, str]]) -> None:
    kept: list[Kept] = []
    channel = KeepingChannel(kept, lambda one: one.post, RehearsalClock(START))
    words: list[str] = []

    async def tell() -> None:
        for place, text in given:
            if place < len(words):
                outcome = await channel.edit("1", str(place), notice(text))
                words[place] = text
            else:
                outcome = await channel.send("1", None, notice(text))
                words.append(text)
                assert outcome == Sent(str(len(words) - 1))

    asyncio.run(tell())
    assert [one.text for one in kept] == words

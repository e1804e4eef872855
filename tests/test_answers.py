"""What a person is told when something cannot be done: always a sentence of its own."""

import errno
from zoneinfo import ZoneInfo

import pytest
import typer

from config.answers import answer, file_answer
from config.commands.instants import parse_instant
from scheduler.errors import NobodyHolds, UnknownBlock


def test_block_of_several_issuers_is_asked_for_with_its_issuer() -> None:
    told = answer(UnknownBlock("khoi-1", ("ha-giang", "phu-tho")))

    assert told.exit_code == 32
    assert "CƠ-QUAN/KHỐI" in told.text and "ha-giang, phu-tho" in told.text


def test_block_of_nobody_and_post_of_nobody_are_named() -> None:
    assert "“khoi-99”" in answer(UnknownBlock("khoi-99")).text
    assert "clerk của so-y-te" in answer(NobodyHolds("so-y-te", "clerk")).text


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.ENOENT, "không có thư mục"),
        (errno.EACCES, "không có quyền"),
        (errno.ENOSPC, "đã đầy"),
        (errno.EIO, "hệ điều hành từ chối"),
    ],
)
def test_file_that_cannot_be_written_is_named_with_the_reason(number: int, reason: str) -> None:
    told = file_answer(OSError(number, "in English", "moi/nam.yaml"))

    assert told.exit_code == 2
    assert told.text.startswith("Không đọc hoặc ghi được moi/nam.yaml: ") and reason in told.text


@pytest.mark.parametrize("typed", ["0001-01-01", "1967-12-31T23:59", "2051-01-01", "9999-12-31"])
def test_rehearsal_stays_within_the_years_of_the_catalogue(typed: str) -> None:
    with pytest.raises(typer.BadParameter, match="1968"):
        parse_instant(typed, ZoneInfo("Asia/Ho_Chi_Minh"))

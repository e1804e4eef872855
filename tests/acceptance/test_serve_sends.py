"""Definition in, messages out at the right instants of a rehearsed clock."""

from datetime import datetime, timedelta

from tests.acceptance.program import Program, Serving, until
from tests.acceptance.telegram import Telegram

A_MINUTE_BEFORE = "2024-07-11T07:59:00+07:00"
BEFORE_EIGHT = "2024-07-11T07:59:56+07:00"  # 14 working days before 31 July
EIGHT = datetime.fromisoformat("2024-07-11T08:00:00+07:00")
TWO_PASSES = timedelta(seconds=5)


def clock_of(serving: Serving) -> datetime:
    """The rehearsed instant a running service is at."""
    return datetime.fromisoformat(serving.get("/healthz").headers["X-Rehearsal"])


def test_cards_leave_at_eight_once_each(connected: Program, bot_api: Telegram):
    with connected.serving("--at", BEFORE_EIGHT) as serving:
        now, real = clock_of(serving), datetime.now().astimezone()
        early = bot_api.messages if clock_of(serving) < EIGHT else []
        sent = bot_api.expect(3)
        later = clock_of(serving) + TWO_PASSES
        until(lambda: clock_of(serving) >= later, "two more passes")
        assert serving.stop() == 0
    assert early == []
    assert sorted(m.chat for m in bot_api.messages) == [7001, 7002, 7003]
    assert all(0 <= (m.at + (now - real) - EIGHT).total_seconds() < 10 for m in sent)


def test_card_says_who_what_when_to_whom_and_why(connected: Program, bot_api: Telegram):
    with connected.serving("--at", BEFORE_EIGHT):
        bot_api.expect(3)
    (card,) = bot_api.to(7002)
    for words in (
        "Sở Y tế",
        "Báo cáo tổng kết đợt thi đua thứ nhất, gắn với sơ kết 6 tháng đầu năm",
        "17:00 thứ Tư, 31/7/2024",
        "còn 14 ngày làm việc",
        "Ban Thi đua - Khen thưởng tỉnh",
        "210/KH-UBND ngày 15/01/2024",
        "kết thúc trong tháng 7/2024",
        "Tin diễn tập",
    ):
        assert words in card.text


def test_ledger_tells_who_was_told_and_is_whole(connected: Program, bot_api: Telegram):
    with connected.serving("--at", BEFORE_EIGHT) as serving:
        bot_api.expect(3)
        recorded = "SELECT 1 FROM ledger WHERE kind = 'message sent'"
        until(lambda: len(connected.rows(recorded)) == 3, "three entries")
        serving.stop()
    told = connected.must("ledger", "show", "--subject", "phu-tho-2024/so-ket-dot-1/once/so-y-te")
    assert told.count("đã gửi tin") == 1
    assert "Sổ không bị sửa" in connected.must("ledger", "verify")


def test_signal_stops_within_seconds_and_says_so(connected: Program):
    with connected.serving("--at", A_MINUTE_BEFORE) as serving:
        assert serving.get("/healthz").text == "ok\n"
        assert serving.stop(seconds=5) == 0
        assert "stopped" in serving.said


def test_rehearsal_is_said_in_log_header_and_page(connected: Program):
    with connected.serving("--at", A_MINUTE_BEFORE) as serving:
        page = serving.get("/")
        assert "DIỄN TẬP" in page.text
        assert page.headers["X-Rehearsal"].startswith("2024-07-11T00:59:")
        assert "DIỄN TẬP: đồng hồ bắt đầu từ 07:59 thứ Năm, 11/7/2024." in serving.said
        assert serving.get("/readyz").json()["rehearsal"] is True


def test_real_clock_on_a_real_database_is_no_rehearsal(connected: Program):
    with connected.writing() as session:
        session.connection().exec_driver_sql("DELETE FROM rehearsalmark")
    with connected.serving() as serving:
        assert "X-Rehearsal" not in serving.get("/").headers
        assert "DIỄN TẬP" not in serving.get("/").text + serving.said

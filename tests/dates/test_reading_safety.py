from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.dates import reading
from tests.dates.spoken import NOW, ZONE, said
from tests.effort import cpu_seconds

VOCABULARY = """
thứ sáu tuần sau nữa ngày 20 / 7 - đến từ tháng quý năm hằng mỗi thêm lùi hạn xin em ạ rằm mùng đầu cuối
của và hoặc trước trong vòng h g giờ kém rưỡi chiều 1 2 31 2024 9999 thu toi nua khoang mot âm lịch Tết
làm việc nửa giữa hết chậm nhất nay mai này . , : ( ) % Giáp Thìn II T6 CN
"""
WORDS = VOCABULARY.split()
INSTANTS = st.datetimes(datetime(1970, 1, 2), datetime(2098, 12, 30), timezones=st.just(ZONE))  # noqa: DTZ001 - the zone is given beside


def well_formed(found: reading.Reading) -> bool:
    if isinstance(found, reading.Interval):
        return type(found.first) is type(found.last) and str(found.first) <= str(found.last)
    if isinstance(found, reading.Instant):
        return found.at.tzinfo is not None
    return not isinstance(found, reading.Amount) or found.count > 0


@given(st.text(max_size=60), INSTANTS)
def test_any_text_is_read_without_a_crash(text: str, now: datetime) -> None:
    assert well_formed(reading.read(text, now=now, zone=ZONE))


@settings(max_examples=300)
@given(st.lists(st.sampled_from(WORDS), max_size=12), INSTANTS, st.booleans())
def test_any_words_of_the_tables_are_read_well_formed(
    words: list[str], now: datetime, due: bool
) -> None:
    found = reading.read(" ".join(words), now=now, zone=ZONE, due=now if due else None)
    assert well_formed(found)
    assert reading.notation(found)


@given(st.lists(st.sampled_from(WORDS), max_size=8))
def test_reading_is_deterministic(words: list[str]) -> None:
    assert said(" ".join(words)) == said(" ".join(words))


@pytest.mark.parametrize(
    "piece", [*WORDS, "đến ", "a", "\u202e", "🙂", "(", "9", "\u0301", "1/", "sau "]
)
def test_hostile_repeats_take_no_time(piece: str) -> None:
    texts = (piece * 10_000, f"{piece} " * 19, f"{piece} " * 40, f"thêm {piece} " * 13)
    assert cpu_seconds(lambda: [said(text) for text in texts], within=1) < 1


@pytest.mark.parametrize("text", ["", " ", "\x00", "...", "\u202e\u202d", "-", "/", "%"])
def test_empty_words_mean_nothing(text: str) -> None:
    assert said(text) == "NONE"


def test_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        reading.read("mai", now=datetime(2024, 6, 12), zone=ZONE)  # noqa: DTZ001 - a naive one is the point


def test_moment_outside_the_calendar_is_refused() -> None:
    with pytest.raises(ValueError, match="1970"):
        reading.read("mai", now=NOW.replace(year=2200), zone=ZONE)


def test_today_is_that_of_the_zone() -> None:
    late = datetime(2024, 6, 12, 20, tzinfo=ZoneInfo("UTC"))
    assert said("hôm nay", now=late) == "2024-06-13"

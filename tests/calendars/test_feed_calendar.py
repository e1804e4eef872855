"""FEEDS rules 6 to 9: what the calendar says about itself."""

from itertools import takewhile

import pytest

from calendars.feed import Colour
from tests.calendars.samples import SOME, feed_of, unfolded, value, values


def test_rule_06_has_no_method() -> None:
    assert values(feed_of(*SOME), "METHOD") == []


def test_rule_07_is_named_twice_before_all_components() -> None:
    document = feed_of(*SOME, name="Lịch, Sở Y tế\r\nX-EVIL:1")
    head = list(takewhile(lambda line: line != "BEGIN:VTIMEZONE", unfolded(document)))
    assert "NAME:Lịch\\, Sở Y tế X-EVIL:1" in head
    assert "X-WR-CALNAME:Lịch\\, Sở Y tế X-EVIL:1" in head


def test_rule_08_says_twice_how_often_to_come() -> None:
    document = feed_of(*SOME)
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT4H" in unfolded(document)
    assert value(document, "X-PUBLISHED-TTL") == "PT4H"


@pytest.mark.parametrize("colour", list(Colour))
def test_rule_09_has_a_colour_of_css3(colour: Colour) -> None:
    css3 = {"firebrick", "steelblue", "seagreen", "darkorange", "slategray"}
    assert value(feed_of(*SOME, colour=colour), "COLOR") == colour.value
    assert colour.value in css3


def test_rule_09_names_the_source_of_a_public_feed_only() -> None:
    public = "https://thidua.example/cong-khai/phu-tho/phu-tho-2024.ics"
    assert f"SOURCE;VALUE=URI:{public}" in unfolded(feed_of(*SOME, source_url=public))
    assert values(feed_of(*SOME), "SOURCE") == []

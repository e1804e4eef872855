"""Lines of an entry of a calendar, which cards and mails share."""

from scheduler.language import use
from scheduler.words import entry


def test_campaign_whose_title_says_what_it_is_is_not_called_so_twice() -> None:
    assert entry.of_campaign("Thi đua năm 2026") == "Phong trào: Thi đua năm 2026"
    assert entry.of_campaign("phong trào thi đua năm 2026") == "Phong trào thi đua năm 2026"
    assert entry.of_campaign("") == ""
    with use("en"):
        assert entry.of_campaign("Phong trào năm 2026") == "Emulation movement: Phong trào năm 2026"

"""Which time of something that comes again is meant, in the language of the definition: part of a title. Pure."""

from scheduler.plan.times import Time

_ROMAN = ("I", "II", "III", "IV")
_HALVES = {1: "6 tháng đầu năm", 7: "6 tháng cuối năm"}
_MONTHS_A_QUARTER, _MONTHS_A_YEAR = 3, 12
_LEADING_ZERO = 2  # January and February are written 01 and 02 (Decree 30/2020, annex I)


def titled(title: str, time: Time, phase: str = "") -> str:
    """ "Báo cáo tháng 01/2026", "Tự chấm điểm (Quý I/2026)": what is owed, with the time of it when it comes again.

    `phase` is the title of the one it comes after. What the title says already is not said again.
    """
    if phase:
        return title if phase in title else f"{title} ({phase})"
    word, rest = _named(time)
    if not rest or f"{word} {rest}".casefold() in title.casefold():
        return title
    if title.casefold().endswith(f" {word}".casefold()):
        return f"{title} {rest}"
    return f"{title} ({word} {rest})"


def _named(time: Time) -> tuple[str, str]:
    """ "tháng" and "01/2026"; empty where it comes once."""
    period = time.period
    if period is None:
        return "", ""
    if "-w" in time.key:
        year, week = time.key.split("-w")
        return "tuần", f"{int(week)}/{year}"
    if period.months == 1:
        month = period.last_month
        return (
            "tháng",
            f"{month:02}/{period.year}" if month <= _LEADING_ZERO else f"{month}/{period.year}",
        )
    if period.months == _MONTHS_A_QUARTER:
        return "Quý", f"{_ROMAN[period.first_month // _MONTHS_A_QUARTER]}/{period.year}"
    if period.months == _MONTHS_A_YEAR:
        return "năm", str(period.year)
    return _HALVES[period.first_month], str(period.year)

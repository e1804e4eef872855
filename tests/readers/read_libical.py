"""Reads a feed from a file with libical, prints what it saw as JSON; for the system's Python, which has bindings."""

import json
import sys

import gi

gi.require_version("ICalGLib", "3.0")
from gi.repository import ICalGLib  # noqa: E402


def moment(time: "ICalGLib.Time") -> str:
    text = time.as_ical_string()
    if time.is_date():
        return f"{text[:4]}-{text[4:6]}-{text[6:8]}"
    utc = time.convert_to_zone(ICalGLib.Timezone.get_utc_timezone()).as_ical_string()
    date = f"{utc[:4]}-{utc[4:6]}-{utc[6:8]}"
    return f"{date}T{utc[9:11]}:{utc[11:13]}:{utc[13:15]}+00:00"


def read(file: str) -> list[list[str]]:
    with open(file, encoding="utf-8", newline="") as feed:
        calendar = ICalGLib.Component.new_from_string(feed.read())
    if errors := calendar.count_errors():
        raise SystemExit(f"libical counts {errors} errors")
    seen, kind = [], ICalGLib.ComponentKind.VEVENT_COMPONENT
    event = calendar.get_first_component(kind)
    while event is not None:
        seen.append(
            [
                event.get_uid(),
                event.get_summary(),
                event.get_description(),
                moment(event.get_dtstart()),
                moment(event.get_dtend()),
            ]
        )
        event = calendar.get_next_component(kind)
    return seen


if __name__ == "__main__":
    json.dump(read(sys.argv[1]), sys.stdout)

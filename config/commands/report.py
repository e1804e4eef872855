"""What a rehearsal leaves behind: every message and calendar entry, and how much of it one person gets."""

import json
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from calendars.entry import Entry
from calendars.published import Wish, render
from calendars.query import Scope, load_shown
from calendars.words import title_of
from config.commands import new_files
from scheduler.campaign.proposals import Proposal
from scheduler.campaign.rehearsal import Message, Transcript
from scheduler.dates import say
from scheduler.installation import Installation
from scheduler.language import _, ngettext
from scheduler.store.agenda import find_campaign
from scheduler.store.organisation import unit_ids
from scheduler.store.tables import Campaign


def show(
    installation: Installation,
    console: Console,
    proposal: Proposal,
    transcript: Transcript,
    *,
    out: Path | None,
    force: bool = False,
) -> None:
    """Print everything, or write it to the folder `out` and print the summary only. Raises FileExists."""
    campaign = _campaign(installation, proposal)
    if out is None:
        for told in transcript.messages:
            console.print(message(told))
        console.print(entries(installation, campaign))
    else:
        _write(installation, proposal, campaign, transcript, out, force=force)
        console.print(Text(_("Đã viết mọi tin và lịch vào {out}.").format(out=out)))
    summary(console, transcript)


def message(told: Message) -> Panel:
    """One message as its reader sees it."""
    at = f"{told.at:%H:%M} {say.say_day(told.at.date())}"
    return Panel(Text(told.text), title=escape(f"{at} → {told.unit}"), title_align="left")


def entries(installation: Installation, campaign: Campaign) -> Table:
    """The public calendar of the campaign, entry by entry."""
    table = Table(_("Ngày"), _("Mục lịch"), title=_("Lịch công khai"))
    with installation.database.read() as session:
        shown = load_shown(
            session, Scope("campaign", campaign.id or 0), now=installation.clock.now()
        )
    for entry in sorted(shown.entries if shown else (), key=_begins):
        if entry.due_at:
            when = say.say_moment(entry.due_at, installation.zone)
        else:
            assert entry.first_on and entry.last_on, "an entry without an instant has its days"
            when = say.say_span(entry.first_on, entry.last_on)
        table.add_row(when, escape(title_of(entry)))
    return table


def _begins(entry: Entry) -> date:
    begins = entry.due_at.date() if entry.due_at else entry.first_on
    assert begins is not None, "an entry without an instant has its days"
    return begins


def summary(console: Console, transcript: Transcript) -> None:
    """How many messages, how many a person a day, where several fall on one day, who was not reached."""
    a_day = transcript.a_day()
    months = Counter(say.month_and_year(told.at) for told in transcript.messages)
    table = Table(_("Tháng"), _("Số tin"), title=_("Tin theo tháng"))
    for month, count in months.items():
        table.add_row(month, str(count))
    console.print(table)
    sent, people = len(transcript.messages), {person for person, _day in a_day}
    console.print(
        _("{messages} tới {people}; nhiều nhất {most} tin một người một ngày.").format(
            messages=ngettext("{count} tin", sent).format(count=sent),
            people=ngettext("{count} người", len(people)).format(count=len(people)),
            most=max(a_day.values(), default=0),
        )
    )
    _collisions(console, a_day)
    untold = (
        (_("Nhận thư, không có trong diễn tập: {units}"), transcript.by_mail),
        (_("Chưa có kênh, phải gửi giấy: {units}"), transcript.unreachable),
    )
    for told, units in untold:
        if units:
            console.print(Text(told.format(units="; ".join(units)), style="yellow"))


def _collisions(console: Console, a_day: Counter[tuple[str, date]]) -> None:
    crowded = [(person, day, count) for (person, day), count in a_day.items() if count > 1]
    if not crowded:
        console.print(_("Không ai nhận quá một tin một ngày."))
        return
    table = Table(_("Người nhận"), _("Ngày"), _("Số tin"), title=_("Trùng ngày"))
    for person, day, count in crowded:
        table.add_row(escape(person), say.say_day(day), str(count))
    console.print(table)


def written(out: Path) -> list[Path]:
    """What `show` writes into the folder `out`, besides a calendar a unit."""
    return [out / name for name in ("messages.txt", "messages.json", "campaign.ics", "units")]


def _write(
    installation: Installation,
    proposal: Proposal,
    campaign: Campaign,
    transcript: Transcript,
    out: Path,
    *,
    force: bool,
) -> None:
    rows = [
        {"at": told.at.isoformat(), "unit": told.unit, "post": told.post, "text": told.text}
        for told in transcript.messages
    ]
    as_json = json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
    texts, jsons, feed, folder = written(out)
    folder.mkdir(parents=True, exist_ok=True)
    new_files.write(texts, _as_text(transcript.messages), force=force)
    new_files.write(jsons, as_json, force=force)
    new_files.write(feed, _feed(installation, Scope("campaign", campaign.id or 0)), force=force)
    with installation.database.read() as session:
        units = unit_ids(session, proposal.organisation.issuer.id)
    for code, unit_id in units.items():
        calendar = _feed(installation, Scope("unit", unit_id))
        new_files.write(folder / f"{code}.ics", calendar, force=force)


def _as_text(messages: Iterable[Message]) -> str:
    parts = (
        f"{told.at:%H:%M} {say.in_numbers(told.at)} → {told.post}, {told.unit}\n{told.text}\n"
        for told in messages
    )
    return "\n".join(parts)


def _feed(installation: Installation, scope: Scope) -> bytes:
    with installation.database.read() as session:
        shown = load_shown(session, scope, now=installation.clock.now())
    assert shown is not None, "the scope was read from the same database"
    return render(shown, Wish(scope))


def _campaign(installation: Installation, proposal: Proposal) -> Campaign:
    with installation.database.read() as session:
        return find_campaign(
            session, proposal.plan.campaign, issuer_id=proposal.organisation.issuer.id
        )

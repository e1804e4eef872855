"""A plan as plain values for programs: days as ISO dates, instants in the campaign's zone."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from scheduler.dates.anniversaries import class_and_rule
from scheduler.plan.diff import Changes, HeadingChange
from scheduler.plan.model import HELD_FOR, PHASES, Heading, Plan, PlannedSpan, Roll, SpanKind


def plan_as_json(plan: Plan) -> dict[str, object]:
    """The heading, `phases`, `occasions`, `milestones`, `obligations`, `reminders`, `announcements`, `remarks`, as the
    plan has them."""
    zone = ZoneInfo(plan.zone)
    return {
        "campaign": plan.campaign,
        **_heading(plan.heading),
        "phases": _phases(plan),
        "occasions": _occasions(plan),
        "milestones": _milestones(plan),
        "obligations": _obligations(plan, zone),
        "reminders": _reminders(plan, zone),
        "announcements": _announcements(plan, zone),
        "remarks": _remarks(plan),
    }


def changes_as_json(changes: Changes, zone: ZoneInfo) -> dict[str, object]:
    """What applying would do: `heading` (null: it stays), `spans`, `obligations`, each with its kind and both sides."""
    return {
        "heading": _heading_change(changes.heading) if changes.heading else None,
        "spans": [
            {
                "change": c.kind.value,
                "id": c.span.key,
                "before": [_iso(c.before.first_on), _iso(c.before.last_on)] if c.before else None,
                "after": [_iso(c.after.first_on), _iso(c.after.last_on)] if c.after else None,
                "announced_before": _announced(c.before, zone),
                "announced_after": _announced(c.after, zone),
            }
            for c in changes.spans
        ],
        "obligations": [
            {
                "change": c.kind.value,
                "duty": c.duty[0],
                "occurrence": c.duty[1],
                "due_before": _local(c.before.due_at, zone) if c.before else None,
                "due_after": _local(c.after.due_at, zone) if c.after else None,
                "joined": list(c.joined),
                "left": list(c.left),
                "origin_tells_the_day": c.words_hold,
                "own": [
                    {
                        "change": one.fate.value,
                        "unit": one.unit,
                        "due_before": _local(one.before_at, zone),
                        "due_after": _local(one.after_at, zone),
                    }
                    for one in c.own
                ],
            }
            for c in changes.occurrences
        ],
    }


def _phases(plan: Plan) -> list[dict[str, object]]:
    occasions = {s.key: _occasion(s) for s in plan.spans if s.kind in HELD_FOR}
    return [
        {
            "id": span.key,
            "kind": span.kind,
            "title": span.title,
            "first_day": _iso(span.first_on),
            "last_day": _iso(span.last_on),
            "origin": _origin(span.origin, span.origin_text),
            "anniversaries": [occasions[key] for key in span.anniversaries],
        }
        for span in plan.spans
        if span.kind in PHASES
    ]


def _occasions(plan: Plan) -> list[dict[str, object]]:
    return [
        {"id": span.key, "title": span.title, "day": _iso(span.first_on)}
        for span in plan.spans
        if span.kind == SpanKind.OCCASION
    ]


def _milestones(plan: Plan) -> list[dict[str, object]]:
    return [
        {
            "id": span.key,
            "title": span.title,
            "day": _iso(span.first_on),
            "template": span.template or None,
        }
        for span in plan.spans
        if span.kind == SpanKind.MILESTONE
    ]


def _obligations(plan: Plan, zone: ZoneInfo) -> list[dict[str, object]]:
    return [
        {
            "duty": o.duty,
            "occurrence": o.key,
            "unit": unit,
            "due_at": _local(o.due_at, zone),
            "late_after": _local(o.late_after, zone),
            "cut_off_at": _local(o.cut_off_at, zone),
            "to": o.to,
            "receiver": o.receiver or None,
            "proof": [_proof(one) for one in o.proof],
            "template": o.template or None,
            "origin": _origin(o.origin, o.origin_text),
            "origin_tells_the_day": o.words_hold,
            "depends_on_day_off": _iso(o.unsure_on),
            "title": o.title,
            "contents": list(o.contents),
            "rolled": _rolled(o.rolled),
            "waits_for": o.waits_for or None,
        }
        for o in plan.occurrences
        for unit in o.units
    ]


def _reminders(plan: Plan, zone: ZoneInfo) -> list[dict[str, object]]:
    return [
        {
            "duty": o.duty,
            "occurrence": o.key,
            "step": str(r.step),
            "at": _local(r.at, zone),
            "to": list(r.recipients),
            "draft": r.draft,
            "units": list(o.units),
        }
        for o in plan.occurrences
        for r in o.reminders
    ]


def _announcements(plan: Plan, zone: ZoneInfo) -> list[dict[str, object]]:
    return [
        {
            "phase": span.key,
            "kind": one.kind.value,
            "day": _iso(one.day),
            "at": _local(one.at, zone),
            "units": list(one.units),
        }
        for span in plan.spans
        for one in span.announcements
    ]


def _remarks(plan: Plan) -> list[dict[str, object]]:
    return [
        {
            "kind": r.kind,
            "subject": r.subject,
            "detail": r.detail,
            "on": r.on.isoformat() if r.on else None,
        }
        for r in plan.remarks
    ]


def _announced(span: PlannedSpan | None, zone: ZoneInfo) -> list[dict[str, str | None]]:
    return [
        {"kind": one.kind.value, "at": _local(one.at, zone)}
        for one in (span.announcements if span else ())
    ]


def _heading_change(change: HeadingChange) -> dict[str, object]:
    return {
        "change": change.kind.value,
        "before": _heading(change.before) if change.before else None,
        "after": _heading(change.after),
    }


def _heading(heading: Heading) -> dict[str, object]:
    return {
        "title": heading.title,
        "directive": heading.directive,
        "timezone": heading.zone,
        "year": heading.year,
        "last_year": heading.last_year,
    }


def _occasion(span: PlannedSpan) -> dict[str, object]:
    """`class` by `decree` ("like_nd111": by analogy); both null for a day without."""
    cls, decree = class_and_rule(span.occasion) if span.occasion else (None, None)
    return {
        "id": span.key,
        "title": span.title,
        "on": _iso(span.first_on),
        "ordinal": span.ordinal,
        "class": cls,
        "decree": decree,
    }


def _rolled(roll: Roll | None) -> dict[str, str | None] | None:
    """From which day off to which day."""
    return {"from": _iso(roll.from_on), "to": _iso(roll.to_on)} if roll else None


def _origin(kind: str, text: str) -> dict[str, str] | None:
    return {"kind": kind, "text": text} if kind else None


def _proof(code: str) -> str | dict[str, str]:
    """As a definition writes it."""
    kind, sign, text = code.partition(":")
    return {kind: text} if sign else code


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _local(instant: datetime | None, zone: ZoneInfo) -> str | None:
    return instant.astimezone(zone).isoformat() if instant else None

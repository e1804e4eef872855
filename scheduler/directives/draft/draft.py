"""A directive as a draft definition: YAML a person completes. Nothing in it that the text does not say."""

import json
import re
from collections.abc import Mapping

from scheduler.dates.anniversaries import Anniversary
from scheduler.definition.organisation import STANDING_BODY
from scheduler.directives.draft.due import when_of
from scheduler.directives.head.letterhead import fold
from scheduler.directives.model import (
    Commemoration,
    ReadDirective,
    ReadDuty,
    ReadMilestone,
    ReadPhase,
)
from scheduler.directives.occasions.sameness import entry_of
from scheduler.directives.page.view import Quote
from scheduler.language import _

_SLUG_LENGTH = 48
_LINE_LENGTH = 480  # the definition takes lines of 500


def draft(directive: ReadDirective, *, catalogue: Mapping[str, Anniversary]) -> str:
    """YAML text that the definition's reader accepts once year and issuer are known.

    Every date carries its quote as `origin: {quoted: …}`; what a person has to decide (who owes, to whom, a due
    the text does not give) and every doubt stands beside it as a comment.
    """
    ids = _Ids()
    lines = [
        "# "
        + _(
            "Bản thảo đọc từ {file}. Chưa có hiệu lực; xem lại từng dòng trước khi áp dụng."
        ).format(file=directive.file),
        *_doubts(directive),
        *_head(directive),
        "",
        *_phases(directive, catalogue, ids),
        *_milestones(directive.milestones, ids),
        *_duties(directive.deadlines, ids),
    ]
    return "\n".join(lines) + "\n"


class _Ids:
    """Slugs, each given once."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def new(self, text: str) -> str:
        """A slug of the text; a number is added when it was given before."""
        base = slug(text) or "muc"
        name, count = base, 1
        while name in self._given:
            count += 1
            name = f"{base}-{count}"
        self._given.add(name)
        return name


def slug(text: str) -> str:
    """ASCII words of a text joined by hyphens; cut at a word."""
    words = re.findall(r"[a-z0-9]+", fold(text))
    kept = ""
    for word in words:
        if len(kept) + len(word) + 1 > _SLUG_LENGTH:
            break
        kept = f"{kept}-{word}" if kept else word
    return kept


def _said(text: str) -> str:
    """A YAML string in double quotes, one line."""
    return json.dumps(" ".join(text.split())[:_LINE_LENGTH], ensure_ascii=False)


def _comment(text: str) -> str:
    return "# " + " ".join(text.split())


def _quoted(quote: Quote) -> str:
    return f"{{quoted: {_said(quote.quote)}}}"


def _doubts(directive: ReadDirective) -> list[str]:
    lines = []
    for note in directive.notes:
        place = f" — “{note.evidence.quote}”" if note.evidence else ""
        lines.append(_comment(f"{note.text}{place}"))
    return lines


def _head(directive: ReadDirective) -> list[str]:
    header = directive.header
    year = header.year.value
    issuer = header.issuer.value
    place = re.sub(
        r"^.*\b(?:tỉnh|thành phố|huyện|quận|xã|phường|thị xã|thị trấn)\b", "", str(issuer or "")
    ) or str(issuer or "")
    name = slug(place) or "phong-trao"
    lines = [
        f"campaign: {name[:50]}-{year}" if year else f"campaign: {name}",
        f"title: {_said(str(header.title.value or header.theme.value or _('Phong trào thi đua')))}",
        f"year: {year}"
        if year
        else "year: null  # " + _("thiếu: năm thi đua không có trong văn bản"),
        "directive:",
        *_document(directive),
    ]
    if header.theme.value:
        lines.append(f"theme: {_said(str(header.theme.value))}")
    return lines


def _document(directive: ReadDirective) -> list[str]:
    header = directive.header
    lines = [
        f"  {key}: {_said(str(read.value))}"
        for key, read in (("number", header.number), ("type", header.type))
        if read.value
    ]
    issued = str(header.issue_date.value or "")
    if len(issued) == 10:
        lines.append(f"  issued_on: {issued}")
    elif len(issued) == 7:
        lines.append(f'  issued_in: "{issued}"')
    else:
        lines.append("  # " + _("thiếu: ngày ban hành"))
    missing = "null  # " + _("thiếu: cơ quan ban hành không có trong văn bản")
    lines.append(f"  issuer: {_said(str(header.issuer.value)) if header.issuer.value else missing}")
    return lines


def _phases(directive: ReadDirective, catalogue: Mapping[str, Anniversary], ids: _Ids) -> list[str]:
    spans = [
        *[(span, "round") for span in directive.phases],
        *[(span, "peak") for span in directive.peaks],
    ]
    known = {one.id: one for one in directive.anniversaries}
    blocks = [_phase(span, kind, known, catalogue, ids=ids) for span, kind in spans]
    dated = any(not block[0].startswith("#") for block in blocks)
    return [*(["phases:"] if dated else []), *(line for block in blocks for line in block), ""]


def _phase(
    span: ReadPhase,
    kind: str,
    known: Mapping[str, Commemoration],
    catalogue: Mapping[str, Anniversary],
    *,
    ids: _Ids,
) -> list[str]:
    """One entry; without both days it is a comment, for a person to complete."""
    complete = span.start is not None and span.end is not None
    lines = [
        f"  - id: {ids.new(span.name)}",
        f"    title: {_said(span.name)}",
        *([f"    kind: {kind}"] if kind == "peak" else []),
        f"    first_day: {span.start or _('?  (văn bản không ghi)')}",
        f"    last_day: {span.end or _('?  (văn bản không ghi)')}",
        f"    origin: {_quoted(span.evidence)}",
        *_anniversaries([known[name] for name in span.anniversaries if name in known], catalogue),
    ]
    return lines if complete else [f"# {line}" for line in lines]


def _anniversaries(named: list[Commemoration], catalogue: Mapping[str, Anniversary]) -> list[str]:
    found, unknown = [], []
    for one in named:
        day = (one.commemorated_date or one.historical_date or "")[-5:]
        entry = entry_of(one.name, day, catalogue)
        found += [entry.id] if entry and entry.id not in found else []
        unknown += [] if entry else [one.name]
    lines = [f"    anniversaries: [{', '.join(found)}]"] if found else []
    return lines + [
        f"    # {_('ngày kỷ niệm chưa có trong danh mục')}: {' '.join(name.split())}"
        for name in unknown
    ]


def _milestones(milestones: tuple[ReadMilestone, ...], ids: _Ids) -> list[str]:
    lines = ["milestones:"] if milestones else []
    for one in milestones:
        lines += [
            f"  - id: {ids.new(one.name)}",
            f"    title: {_said(one.name)}",
            f"    day: {{{_day_of(one)}}}",
            f"    origin: {_quoted(one.evidence)}",
        ]
    return [*lines, ""] if lines else []


def _day_of(one: ReadMilestone) -> str:
    """A milestone of which only the month is told is within it; one of several days is on its first."""
    first, last = one.date, one.until or one.date
    a_month = first.endswith("-01") and last[:8] in first and last[8:] >= "28"
    return f"within: {first[:7]}" if len(first) == 7 or a_month else f"on: {first}"


def _duties(deadlines: tuple[ReadDuty, ...], ids: _Ids) -> list[str]:
    if not deadlines:
        return ["duties: []  # " + _("văn bản không giao việc có hạn")]
    lines = ["duties:"]
    for one in deadlines:
        lines += _duty(one, ids)
    return lines


def _duty(one: ReadDuty, ids: _Ids) -> list[str]:
    due, doubt = when_of(one)
    title = one.what or one.kind.value
    who = one.who or _("văn bản không nói rõ")
    to = slug(one.to_whom or "") or STANDING_BODY
    to_said = one.to_whom or _("văn bản không nói rõ")
    return [
        f"  - id: {ids.new(title)}",
        f"    title: {_said(title[:1].upper() + title[1:])}",
        f"    kind: {one.kind.value}",
        f"    due: {due}" + (f"  {_comment(doubt)}" if doubt else ""),
        f"    origin: {_quoted(one.evidence)}",
        f"    owed_by: {{all: true}}  {_comment(_('theo văn bản: {who}').format(who=who))}",
        f"    to: {to}  {_comment(_('theo văn bản: {whom}').format(whom=to_said))}",
    ]

"""A draft becomes the text of a definition, and is told what it still lacks by who judges every definition."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from scheduler.campaign import proposals
from scheduler.campaign.drafting.items import DROPPED, FOUND, DraftView, Item
from scheduler.campaign.drafting.written import PARTS, Kind, head_of, in_words_of_a_form
from scheduler.definition.dump import Remarks, dump
from scheduler.definition.parts import LISTS
from scheduler.definition.problems import DefinitionInvalid, Problem
from scheduler.definition.sentences import code_sentence
from scheduler.definition.tree import Path
from scheduler.directives.draft.welcomed import PERIOD, WELCOMED
from scheduler.errors import ThiDuaError, UnknownIssuer
from scheduler.installation import Installation
from scheduler.language import _

_MAY_BE_BLANK = (
    "directive.number",
    "directive.type",
)  # to a definition; what is not written is not remarked
_PLACE = re.compile(r"(?P<part>\w+)\[(?P<index>\d+)\](?:\.(?P<key>.+))?")


@dataclass(frozen=True)
class Missing:
    """Why a draft is no definition yet: a sentence, and the item and key where it is put right (None: nowhere)."""

    sentence: str
    item: Item | None = None
    key: str = ""
    example: str = ""


@dataclass(frozen=True)
class _Composed:
    """The text, with the items of each list in the order it writes them."""

    text: str
    entries: Mapping[str, Sequence[Item]]
    faulty: Sequence[tuple[Item, str]]  # entries that lack something, and the code of their fault


def compose(view: DraftView) -> str:
    """YAML of all that was not dropped, reviewed or not; doubts nobody has decided stand beside as remarks.

    What the document asks and nobody has understood or dropped stays as `unplaced`. An entry that its model does not
    take yet is told by `check`.
    """
    return _composed(view).text


def check(installation: Installation, view: DraftView) -> list[Missing]:
    """What is still missing before it can be planned, in the words `thidua plan` has for it; empty when it can."""
    composed = _composed(view)
    found = [_of_entry(item, code) for item, code in composed.faulty]
    known = {item.id for item, _code in composed.faulty}
    try:
        proposals.propose_text(installation, composed.text, name="")
    except DefinitionInvalid as error:
        told = [one for one in error.problems if one.field or one.line]  # not that there are more
        more = [_missing(view, composed, one) for one in told if not one.warning]
        found += [one for one in more if one.key or one.item is None or one.item.id not in known]
    except UnknownIssuer as error:
        found.append(
            Missing(_("Không có cơ quan phát động “{issuer}”.").format(issuer=error.issuer))
        )
    except ThiDuaError:
        sentence = _("Có ngày tính vòng quanh hoặc tính từ mục không có trong bản thảo.")
        found.append(Missing(sentence))
    return found


def is_ready(missing: Sequence[Missing]) -> bool:
    """Whether `thidua plan` takes it."""
    return not missing


def _composed(view: DraftView) -> _Composed:
    standing = [one for one in view.in_order if one.state != DROPPED]
    fields = {one.key: one for one in standing if one.kind is Kind.FIELD}
    values = head_of({key: one.values.get("value") for key, one in fields.items()})
    values = _with_issuer(values, view.issuer_id)
    beside: dict[Path, str] = {
        tuple(key.split(".")): one.doubts[0][1]
        for key, one in fields.items()
        if one.is_doubtful and key not in _MAY_BE_BLANK
    }
    below: dict[Path, tuple[str, ...]] = {}
    entries: dict[str, list[Item]] = {part: [] for part in LISTS}
    faulty: list[tuple[Item, str]] = []
    for part in LISTS:
        items = [one for one in standing if one.kind in PARTS and PARTS[one.kind][0] == part]
        models = [PARTS[one.kind][1].partial(id=one.key, **one.values) for one in items]
        values[part] = models or ([] if part == "duties" else None)
        for index, (one, model) in enumerate(zip(items, models, strict=True)):
            _remark(one, (part, index), beside, below)
            entries[part].append(one)
            if fault := model.fault():
                faulty.append((one, fault))
    if period := [str(one.values["value"]) for one in standing if _is_period(one)]:
        values["notes"] = period
    unplaced = [str(one.values["value"]) for one in standing if one.kind is Kind.UNPLACED]
    if unplaced:
        values["unplaced"] = unplaced
    top = tuple(_top(view, standing))
    return _Composed(dump(values, Remarks(top, beside, below)), entries, faulty)


def _is_period(one: Item) -> bool:
    return one.kind is Kind.NOTE and one.key == PERIOD


def _with_issuer(values: Mapping[str, object], issuer: str) -> dict[str, object]:
    """The head with the id of the issuer before its document, whatever name that prints."""
    head = dict(values)
    directive, theme = head.pop("directive"), head.pop("theme")
    return {**head, "issuer": issuer, "directive": directive, "theme": theme}


def _remark(
    one: Item,
    path: Path,
    beside: dict[Path, str],
    below: dict[Path, tuple[str, ...]],
) -> None:
    """The doubts of an entry that nobody has decided, where the reader put them."""
    if one.state != FOUND:
        return
    for key, told in one.doubts:
        at = (*path, key)
        if key == "anniversaries":
            below[at] = (*below.get(at, ()), told)
        else:
            beside[at] = told


def _top(view: DraftView, standing: Sequence[Item]) -> Iterator[str]:
    intro = _("Bản thảo số {number}. Chưa có hiệu lực; xem lại từng dòng trước khi áp dụng.")
    yield intro.format(number=view.id)
    for one in standing:
        if one.kind is Kind.NOTE and one.key not in ("duties", PERIOD):
            place = f" — “{one.quote}”" if one.quote and one.key != WELCOMED else ""
            yield f"{one.values['value']}{place}"


def _of_entry(item: Item, code: str) -> Missing:
    """Of an entry that is not complete yet: what a person fills in, in the words of the form."""
    if code == "phase_needs_days":
        key = "last_day" if item.values.get("first_day") else "first_day"
        return Missing(_("Cần ngày bắt đầu và ngày kết thúc của đợt này."), item, key)
    sentence, example = code_sentence(code) or (_("Giá trị này chưa đúng: đề nghị xem lại."), "")
    sentence = in_words_of_a_form(sentence)
    return Missing(sentence, item, "title" if code == "phase_needs_title" else "", example)


def _missing(view: DraftView, composed: _Composed, problem: Problem) -> Missing:
    """Tied to the item that `problem` stands at."""
    if place := _PLACE.match(problem.field):
        items = composed.entries.get(place["part"], ())
        index = int(place["index"])
        item = items[index] if index < len(items) else None
        reason = in_words_of_a_form(problem.reason)
        return Missing(reason, item, place["key"] or "", problem.example)
    key = problem.field.replace("issued_in", "issued_on")
    field = next((one for one in view.items if (one.kind, one.key) == (Kind.FIELD, key)), None)
    if field is not None and field.values.get("value") in (None, ""):
        return Missing(_("Văn bản không ghi: đề nghị điền."), field, "value", problem.example)
    return Missing(problem.reason, field, "value", problem.example)

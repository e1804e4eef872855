"""/viec, /nop, /giahan: what the person has to see to, with buttons; and taking note of it."""

from collections.abc import Sequence

from bots.telegram.event import Answer, Say, Toast
from bots.telegram.keyboard import MOST_NUMBERED, Row, unit_row, unit_rows
from bots.telegram.press import Press, button
from bots.telegram.talk import whose, words
from bots.telegram.talk.scene import Scene
from bots.telegram.talk.unit import closed
from scheduler.dates.say import say_moment
from scheduler.language import _
from scheduler.text import units
from scheduler.words import awaited
from scheduler.words.telling import left_out
from scheduler.workflow import receiving, report
from scheduler.workflow.actor import Case
from scheduler.workflow.cards import is_card
from scheduler.workflow.cases import load_cut_short, load_group_owed, load_owed
from scheduler.workflow.moved_deadline import deadline

MOST_PAGES = 4
MOST_STOOD_IN = 3  # lines of for whom the person acts


def owed(scene: Scene) -> list[Case]:
    """What the person has to see to here, nearest deadline first: in a group, what that group's unit owes."""
    if scene.place.is_group:
        mine = {t.unit_id for actor in scene.actors for t in actor.tenures}
        units = tuple(sorted(scene.group_units & mine))
        return load_group_owed(scene.session, units) if units else []
    found = [case for actor in scene.actors for case in load_owed(scene.session, actor)]
    return found if len(scene.actors) < 2 else sorted(found, key=_nearest)


def show(scene: Scene, argument: str = "") -> list[Answer]:
    """/viec."""
    cases = owed(scene)
    if not cases:
        nothing = _("Hiện không có báo cáo nào phải gửi. Xem lịch sắp tới: /lich")
        return [Say("\n".join([nothing, *_standing_in(scene, cases)]))]
    return [Say(text, rows) for text, rows in _pages(scene, cases)]


def refreshed(scene: Scene) -> list[Answer]:
    """The list again, in place of the one whose button was pressed; a card is edited by who sent it."""
    if is_card(scene.session, scene.lanes, scene.place.chat, scene.message_id):
        return []
    cases = owed(scene)
    if not cases:
        return scene.over(_("Hiện không còn báo cáo nào phải gửi."))
    text, rows = _pages(scene, cases)[0]
    return scene.over(text, rows)


def see(scene: Scene, press: Press) -> list[Answer]:
    """Đã nhận."""
    case, actor = scene.case(press.id)
    waited = receiving.is_awaited(case)
    report.see(scene.session, case, actor, scene.rim.rules, now=scene.now)
    told = _("Đã ghi nhận.")
    if waited and (due_at := deadline(case)):
        told = f"{told} {awaited.due_since(due_at, words.zone_of(case))}"
    return [Toast(told), *refreshed(scene)]


def open_one(scene: Scene, press: Press) -> list[Answer]:
    """Khác…: one duty by itself with all its buttons."""
    case, _actor = scene.case(press.id)
    row = case.obligation
    (text,) = blocks(scene, [case], unit=True)
    closed = words.is_closed(case, now=scene.now)
    may_give = _may_give(scene, case)
    rows = unit_rows(row.id or 0, row.revision, row.state, closed=closed, may_give=may_give)
    return [Say(text.replace("<b>1. ", "<b>", 1), rows)]


def choose_report(scene: Scene, argument: str = "") -> list[Answer]:
    """/nop."""
    return choose(scene, "su", _("Gửi báo cáo của nhiệm vụ nào?"))


def choose_extension(scene: Scene, argument: str = "") -> list[Answer]:
    """/giahan."""
    return choose(scene, "ex", _("Đề nghị gia hạn nhiệm vụ nào?"))


def nothing_taken_in(scene: Scene) -> str:
    """Why there is nothing to hand in though something is owed: HTML; empty where nothing is."""
    return closed.told(scene, owed(scene))


def choose(scene: Scene, action: str, heading: str) -> list[Answer]:
    """A button a duty that is still taken in, nearest first; what closed lately is named before."""
    every = owed(scene)
    cases = [case for case in every if not words.is_closed(case, now=scene.now)]
    if not cases:
        return [Say(nothing_taken_in(scene) or _("Hiện không có báo cáo nào phải gửi."))]
    shown = cases[:MOST_NUMBERED]
    many = len({case.obligation.unit_id for case in cases}) > 1
    rows = tuple(
        (
            button(
                f"{n}. {case.occurrence.title}",
                action,
                case.obligation.id,
                case.obligation.revision,
            ),
        )
        for n, case in enumerate(shown, start=1)
    )
    told = [closed.told_recent(scene, every), heading, *blocks(scene, shown, unit=many)]
    return [Say(words.joined(words.pages(part for part in told if part)[0]), rows)]


def blocks(scene: Scene, cases: Sequence[Case], *, unit: bool) -> list[str]:
    """`cases` as the numbered items of a list: HTML; `unit` also says whose they are.

    Who asks for each is named to who serves several.
    """
    wishes = load_cut_short(scene.session, cases)
    wanted = {id_: row.wanted_due_at for id_, row in wishes.items()}
    calendar = scene.rim.rules.calendar
    return [
        words.block(
            number,
            case,
            calendar,
            now=scene.now,
            unit=unit,
            issuer=len(scene.actors) > 1,
            wanted_at=wanted.get(case.obligation.id),
        )
        for number, case in enumerate(cases, start=1)
    ]


def _pages(scene: Scene, cases: list[Case]) -> list[tuple[str, tuple[Row, ...]]]:
    many = len({case.obligation.unit_id for case in cases}) > 1
    heading = _("<b>Báo cáo phải gửi: {count}</b>, gần hạn nhất trước.").format(count=len(cases))
    heading = "\n".join([heading, *_standing_in(scene, cases)])
    told = blocks(scene, cases, unit=many)
    pages = words.pages(told, most=MOST_NUMBERED, limit=words.PAGE - units(heading))
    found, first = [], 0
    for page in pages[:MOST_PAGES]:
        shown = cases[first : first + len(page)]
        text = words.joined([heading, *page] if not first else page)
        found.append((text, _rows(scene, shown, first, alone=len(cases) == 1)))
        first += len(page)
    if first < len(cases):
        text, rows = found[-1]
        more = left_out(len(cases) - first, later=True)
        found[-1] = (f"{text}\n\n{more}", rows)
    return found


def _rows(scene: Scene, cases: list[Case], first: int, *, alone: bool) -> tuple[Row, ...]:
    rows: list[Row] = []
    for number, case in enumerate(cases, start=first + 1):
        one, closed = case.obligation, words.is_closed(case, now=scene.now)
        id_, may_give = one.id or 0, _may_give(scene, case)
        if alone:
            return unit_rows(id_, one.revision, one.state, closed=closed, may_give=may_give)
        rows.append(
            unit_row(number, id_, one.revision, one.state, closed=closed, may_give=may_give)
        )
    return tuple(row for row in rows if row)


def _may_give(scene: Scene, case: Case) -> bool:
    """Whether the person holds the post that can give it away; who stands in gives nothing further."""
    return any(
        tenure.may_give and tenure.unit_id == case.obligation.unit_id
        for actor in scene.actors
        for tenure in actor.tenures
    )


def _standing_in(scene: Scene, cases: list[Case]) -> list[str]:
    """For whom the person acts, until when: HTML, a line a post or a duty that is still owed; not said in groups."""
    if scene.place.is_group:
        return []
    titles = {case.obligation.id: words.title(case) for case in cases}
    return [
        _("{You} xử lý thay {post}, {unit} đến {until}: {what}").format(
            post=words.esc(tenure.title),
            unit=whose.unit(scene, tenure.unit, actor.issuer_id),
            until=say_moment(tenure.until_at, scene.zone),
            what=titles.get(tenure.obligation_id) or _("mọi nhiệm vụ"),
        )
        for actor in scene.actors
        for tenure in actor.tenures
        if tenure.stands_in and tenure.until_at and tenure.obligation_id in (None, *titles)
    ][:MOST_STOOD_IN]


def _nearest(case: Case) -> tuple[bool, str]:
    due_at = deadline(case)
    return due_at is None, due_at.isoformat() if due_at else ""

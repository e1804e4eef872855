"""Từng đơn vị: the units that owe one report, one by one, where each can be let off."""

from bots.telegram.event import Answer, Say, Toast
from bots.telegram.keyboard import MOST_NUMBERED, Row, packed, waive_row
from bots.telegram.press import Press, button
from bots.telegram.talk import words
from bots.telegram.talk.scene import Scene
from scheduler.actions import Action
from scheduler.errors import NotAllowed
from scheduler.language import _, ngettext
from scheduler.text import capital
from scheduler.workflow.actor import Case
from scheduler.workflow.cases import load_owing

NAME = 100  # longest shown, in UTF-16 units: ten units fit one message
TURN = 1  # of a button under the list itself: another page takes the place of the one shown


def show(scene: Scene, press: Press) -> list[Answer]:
    """Ten units from the `about`-th on, in the order of the units file."""
    cases = _owing(scene, press.id)
    if not cases:
        return [Toast(words.nobody_owes())]
    first = press.about if press.about < len(cases) else 0
    text, rows = _page(scene, press.id, cases, first)
    if press.revision == TURN:
        return [Toast(), *scene.over(text, rows)]
    return [Toast(), Say(text, rows)]


def _owing(scene: Scene, occurrence_id: int) -> list[Case]:
    for actor in scene.standing:
        if found := load_owing(scene.session, actor, occurrence_id):
            return found
    if not scene.standing:
        raise NotAllowed(Action.WAIVE)
    return []


def _page(
    scene: Scene, occurrence_id: int, cases: list[Case], first: int
) -> tuple[str, tuple[Row, ...]]:
    shown = cases[first : first + MOST_NUMBERED]
    heading = ngettext("<b>Chưa gửi: {count} đơn vị</b>", len(cases)).format(count=len(cases))
    blocks = [_block(scene, case, number) for number, case in enumerate(shown, first + 1)]
    rows = [
        waive_row(case.obligation.id or 0, case.obligation.revision, number)
        for number, case in enumerate(shown, first + 1)
    ]
    turns = _turns(occurrence_id, first, len(cases))
    page = words.pages([f"{heading}\n{words.title(cases[0])}", *blocks])[0]
    return words.joined(page), (*packed(rows), *([turns] if turns else []))


def _block(scene: Scene, case: Case, number: int) -> str:
    told = words.told_deadline(case, scene.rim.rules.calendar, now=scene.now)
    lines = [f"<b>{number}. {words.esc(case.unit.name, NAME)}</b>", capital(told)]
    if standing := words.told_standing(case, now=scene.now):
        lines.append(capital(standing))
    return "\n".join(lines)


def _turns(occurrence_id: int, first: int, count: int) -> Row:
    before, after = first - MOST_NUMBERED, first + MOST_NUMBERED
    back = (button(_("Trang trước"), "ow", occurrence_id, TURN, max(before, 0)),)
    on = (button(_("Trang sau"), "ow", occurrence_id, TURN, after),)
    return (back if first else ()) + (on if after < count else ())

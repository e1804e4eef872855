"""Which buttons an obligation gets: only what may still happen to it. Two to four short ones, a row a decision."""

from itertools import groupby

from bots.telegram.event import Button
from bots.telegram.press import button
from scheduler.language import _
from scheduler.states import OWED, State
from scheduler.workflow.superior import UNDECIDED, Escalation, EscalationState

Row = tuple[Button, ...]
MOST_NUMBERED = 10  # items of one message that get buttons
SIDE_BY_SIDE = 4


def packed(rows: list[Row]) -> tuple[Row, ...]:
    """`rows`, with those of one button side by side: ten below each other push the text off the screen."""
    found: list[Row] = []
    for alone, group in groupby(rows, key=lambda row: len(row) == 1):
        these = list(group)
        if alone:
            buttons = sum(these, ())
            starts = range(0, len(buttons), SIDE_BY_SIDE)
            these = [buttons[start : start + SIDE_BY_SIDE] for start in starts]
        found += these
    return tuple(found)


def unit_rows(
    id_: int, revision: int, state: str, *, closed: bool, may_give: bool
) -> tuple[Row, ...]:
    """For who owes: all there is to do with one obligation.

    `closed`: the cut-off has passed; `may_give`: who reads can let somebody else do it.
    """
    if state not in OWED:
        return ()
    give = (button(_("Ủy quyền"), "de", id_, revision),) if may_give else ()
    seen = _seen(_("Đã nhận"), id_, revision, state)
    if closed:
        return ((*seen, *give),) if seen or give else ()
    return (
        (*seen, button(_("Gửi báo cáo"), "su", id_, revision)),
        (button(_("Đề nghị gia hạn"), "ex", id_, revision), *give),
    )


def unit_row(
    number: int, id_: int, revision: int, state: str, *, closed: bool, may_give: bool
) -> Row:
    """The same in one row, for one of several items; the rest is behind "Khác"."""
    if state not in OWED:
        return ()
    seen = _seen(_("{number}. Đã nhận").format(number=number), id_, revision, state)
    submit = button(_("{number}. Gửi báo cáo").format(number=number), "su", id_, revision)
    more = (button(_("{number}. Khác…").format(number=number), "op", id_, revision),)
    if closed:
        return (*seen, *more) if may_give else seen
    return (*seen, submit, *more)


def files_row(id_: int, number: int = 0) -> Row:
    """For who may see the report: its files."""
    return (button(_number(number, _("Xem tệp")), "fi", id_),)


def report_row(
    id_: int, revision: int, submission_id: int, number: int = 0, *, files: int = 0
) -> Row:
    """For the standing body: a report came in, with so many files."""
    decisions = (
        button(_number(number, _("Nhận")), "ac", id_, revision, submission_id),
        button(_number(number, _("Trả lại")), "gb", id_, revision, submission_id),
    )
    return decisions + files_row(id_, number) if files else decisions


def wish_row(id_: int, revision: int, extension_id: int, number: int = 0) -> Row:
    """For the standing body: more time is asked for."""
    return (
        button(_number(number, _("Đồng ý")), "eg", id_, revision, extension_id),
        button(_number(number, _("Không đồng ý")), "er", id_, revision, extension_id),
        button(_number(number, _("Ngày khác")), "ed", id_, revision, extension_id),
    )


def waive_row(id_: int, revision: int, number: int = 0) -> Row:
    """For the standing body: ask for it no longer."""
    return (button(_number(number, _("Miễn báo cáo")), "wa", id_, revision),)


def owing_row(occurrence_id: int, number: int = 0, *, closed: bool) -> Row:
    """For the standing body, of units that owe: all are reminded, each is looked at; `closed`: nothing is taken in."""
    remind = button(_number(number, _("Nhắc lại")), "nh", occurrence_id)
    each = each_button(occurrence_id, number)
    return (each,) if closed else (remind, each)


def each_button(occurrence_id: int, number: int = 0) -> Button:
    """The units that owe, one by one, where each can be let off."""
    return button(_number(number, _("Từng đơn vị")), "ow", occurrence_id)


def escalation_row(escalation: Escalation, number: int = 0) -> Row:
    """For the standing body: a report to a superior waits, or cannot be told by us; nothing once that is decided."""
    if escalation.state not in UNDECIDED:
        return ()
    drop = button(_number(number, _("Không gửi")), "dd", escalation.reminder_id)
    if escalation.state is EscalationState.UNREACHED:
        return (
            button(
                _number(number, _("Đã báo cáo bằng hình thức khác")), "dt", escalation.reminder_id
            ),
            drop,
        )
    send = _("{number}. Gửi").format(number=number) if number else _("Gửi báo cáo cấp trên")
    return (button(send, "ds", escalation.reminder_id), drop)


def _seen(label: str, id_: int, revision: int, state: str) -> Row:
    return (button(label, "se", id_, revision),) if state == State.OPEN else ()


def _number(number: int, label: str) -> str:
    return f"{number}. {label}" if number else label

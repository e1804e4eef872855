"""What applying does to what was planned, in words: the same in the preview and in the ledger."""

from scheduler.language import _
from scheduler.plan.diff import ChangeKind
from scheduler.plan.own import Fate


def name(kind: str) -> str:
    """ "đổi ngày": what happens to a thing of the plan."""
    names: dict[str, str] = {
        ChangeKind.CREATED: _("thêm"),
        ChangeKind.MOVED: _("đổi ngày"),
        ChangeKind.CHANGED: _("sửa"),
        ChangeKind.WITHDRAWN: _("hủy"),
    }
    return names[kind]


def of_thing(kind: str, thing: str) -> str:
    """ "đổi ngày cao điểm": with what it happens to."""
    return _("{change} {thing}").format(change=name(kind), thing=thing)


def fate(kind: str) -> str:
    """ "giữ hạn riêng": what becomes of a unit's own day when that of all moves."""
    names: dict[str, str] = {
        Fate.KEPT: _("giữ hạn riêng"),
        Fate.LIFTED: _("hạn riêng theo hạn chung"),
        Fate.RESTORED: _("trở lại hạn riêng"),
    }
    return names[kind]

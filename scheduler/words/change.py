"""What applying does to what was planned, in words: the same in the preview and in the ledger."""

from scheduler.language import _


def name(kind: str) -> str:
    """ "đổi ngày": what happens to a thing of the plan."""
    return {
        "created": _("thêm"),
        "moved": _("đổi ngày"),
        "changed": _("sửa"),
        "withdrawn": _("rút"),
    }[kind]


def of_thing(kind: str, thing: str) -> str:
    """ "đổi ngày cao điểm": with what it happens to."""
    return _("{change} {thing}").format(change=name(kind), thing=thing)


def fate(kind: str) -> str:
    """ "giữ hạn riêng": what becomes of a unit's own day when that of all moves."""
    return {
        "kept": _("giữ hạn riêng"),
        "lifted": _("hạn riêng theo hạn chung"),
        "restored": _("trở lại hạn riêng"),
    }[kind]

"""Whom a notice goes to, in words: the kinds of posts, the recipients a policy names, and whom none reaches."""

from scheduler.language import _


def name(kind: str) -> str:
    """ "thủ trưởng": a kind of post, or a recipient of the policies."""
    return {
        "head": _("thủ trưởng"),
        "deputy": _("cấp phó"),
        "clerk": _("chuyên viên"),
        "group": _("nhóm"),
        "block_head": _("trưởng khối"),
        "standing_body": _("cơ quan thường trực"),
    }[kind]


def without_way(count: int, units: str) -> str:
    """Which units nothing can be told, for they have no way to be told by; `units` are shown as they are."""
    return _("Chưa có kênh nên chưa báo được {count}: {units}").format(count=count, units=units)

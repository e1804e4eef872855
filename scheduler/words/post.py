"""Whom a notice goes to, in words: the kinds of posts, and the recipients a policy names."""

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

"""Whom a notice goes to, in words: the kinds of posts, the recipients a policy names, and whom none reaches."""

from scheduler.language import _
from scheduler.posts import PostKind, Recipient


def name(kind: str) -> str:
    """ "thủ trưởng": a kind of post, or a recipient of the policies."""
    names: dict[str, str] = {
        Recipient.HEAD: _("thủ trưởng"),
        Recipient.DEPUTY: _("cấp phó"),
        Recipient.CLERK: _("chuyên viên"),
        PostKind.GROUP: _("nhóm"),
        Recipient.BLOCK_HEAD: _("trưởng khối"),
        Recipient.STANDING_BODY: _("cơ quan thường trực"),
    }
    return names[kind]


def addressed(to: str, *, by_title: bool) -> str:
    """ "Kính gửi: Đồng chí Giám đốc Sở Y tế": how a letter begins; by name alone to a unit. `to` is shown as it is."""
    words = _("Kính gửi: {You} {post}") if by_title else _("Kính gửi: {post}")
    return words.format(post=to)


def without_way(count: int, units: str) -> str:
    """Which units nothing can be told, for they have no way to be told by; `units` are shown as they are."""
    return _("Chưa có kênh nên chưa báo được {count}: {units}").format(count=count, units=units)

"""Which chat may be the one of which post: a person's own, or a group, whose id is negative."""

import re

from scheduler.language import _
from scheduler.posts import PERSONS, PostKind

_CHAT_ID = re.compile(r"-?[1-9][0-9]{0,15}")  # the ids of Telegram have at most 52 bits


def post_of(chat_id: str, post: str | None) -> str:
    """The post given, else the one that such a chat is bound to."""
    return post or (PostKind.GROUP if chat_id.startswith("-") else "head")


def unknown_post(post: str) -> str:
    """Which posts there are, where `post` is none of them; empty otherwise."""
    return "" if post in tuple(PostKind) else _("Chức danh là head, deputy, clerk hoặc group.")


def refusal(unit: str, chat_id: str, post: str | None) -> str:
    """Why the chat cannot be that post of `unit`, and what to do instead; empty where it can."""
    if post is not None and (told := unknown_post(post)):
        return told
    if not _CHAT_ID.fullmatch(chat_id):
        told = _(
            "{chat} không phải là mã. Mã cuộc trò chuyện là một số: của một người ví dụ 123456789, "
            "của một nhóm ví dụ -1001234567890. Chỉ có tên hay liên kết thì mời bằng "
            "`thidua invite {unit}`; nhóm: `thidua invite {unit} --post group`."
        )
        return told.format(chat=chat_id, unit=unit)
    is_group = chat_id.startswith("-")
    if is_group and post in PERSONS:
        told = _(
            "{chat} là mã của một nhóm (số âm), không giữ chức danh {post}: đề nghị bỏ --post, hoặc ghi mã "
            "riêng của người đó."
        )
        return told.format(chat=chat_id, post=post)
    if not is_group and post == PostKind.GROUP:
        told = _(
            "{chat} là mã của một người; mã của nhóm là số âm, ví dụ -1001234567890. "
            "Chưa biết mã thì mời bằng `thidua invite {unit} --post group`."
        )
        return told.format(chat=chat_id, unit=unit)
    return ""

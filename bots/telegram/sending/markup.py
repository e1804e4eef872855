"""Rows of our buttons as Telegram's keyboard."""

from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bots.telegram.event import Button


def keyboard(rows: Sequence[Sequence[Button]]) -> InlineKeyboardMarkup | None:
    """The keyboard of `rows`; None without any, which takes a keyboard off when a message is edited."""
    if not rows:
        return None
    return InlineKeyboardMarkup([[_button(one) for one in row] for row in rows])


def _button(one: Button) -> InlineKeyboardButton:
    if one.url:
        return InlineKeyboardButton(one.text, url=one.url)
    return InlineKeyboardButton(one.text, callback_data=one.data)

"""Why an invitation is not made, or does not let in."""

from dataclasses import dataclass
from datetime import datetime

from scheduler.errors.base import ThiDuaError


@dataclass
class BotUnknown(ThiDuaError):
    """A link needs the name of the bot, which Telegram has not told yet."""

    lane: str


@dataclass
class InviteUnknown(ThiDuaError):
    """No such invitation for this bot, or it was taken back."""


@dataclass
class InviteUsed(ThiDuaError):
    """Somebody has used the invitation."""

    used_at: datetime


@dataclass
class InviteExpired(ThiDuaError):
    """The invitation was not used in time."""

    expires_at: datetime

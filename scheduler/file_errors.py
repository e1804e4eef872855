"""Why a file somebody sent is not taken, or one we kept not given."""

from dataclasses import dataclass

from scheduler.errors import ThiDuaError


@dataclass
class FileTooBig(ThiDuaError):
    """More than a bot may fetch."""

    octets: int


@dataclass
class FileTypeRefused(ThiDuaError):
    """Its content is of no kind we take."""

    name: str


@dataclass
class FileUnreachable(ThiDuaError):
    """Telegram did not give it."""

    reason: str


@dataclass
class FileLost(ThiDuaError):
    """It cannot be read where it was kept."""

    reason: str  # says nothing of where

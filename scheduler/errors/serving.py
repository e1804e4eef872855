"""What keeps the program from being served, or a request from being answered."""

from dataclasses import dataclass

from scheduler.errors.base import ThiDuaError


@dataclass
class SettingsInvalid(ThiDuaError):
    """Settings that are wrong or that nobody knows: (name, sentence) of each."""

    faults: tuple[tuple[str, str], ...]


@dataclass
class PortTaken(ThiDuaError):
    """Another program listens where we would."""

    host: str
    port: int


@dataclass
class AddressRefused(ThiDuaError):
    """The machine does not let us listen there, with the reason (errno, or None where no such name is found)."""

    host: str
    port: int
    reason: int | None


@dataclass
class BodyTooBig(ThiDuaError):
    """A request brings more than is ever asked for."""

    limit: int  # octets


@dataclass
class TooManyLinks(ThiDuaError):
    """A calendar link has brought forth as many others as it may in a day."""

    most: int

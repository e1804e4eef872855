"""How one attempt to send ended. A failed delivery is a result, not a crash."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Told:
    """What the calendar of who reads a message is told of one deadline. `due_at` is aware."""

    obligation_id: int
    due_at: datetime
    gone: bool  # it is owed no more


@dataclass(frozen=True)
class Sent:
    """It arrived at the channel, which gave it this id.

    `told`: what has to be remembered of it, for a channel that cannot edit what it said.
    """

    message_id: str
    told: tuple[Told, ...] = ()


@dataclass(frozen=True)
class Later:
    """It did not leave, or was told to wait: try again at `retry_at`. `pauses_lane` stops the whole lane until then."""

    retry_at: datetime
    reason: str
    pauses_lane: bool = False


@dataclass(frozen=True)
class Unknown:
    """It may have arrived: the line broke after it left."""

    reason: str


@dataclass(frozen=True)
class Refused:
    """It will never arrive this way. `closes_address` switches the address off, with the reason."""

    reason: str
    closes_address: bool = False


@dataclass(frozen=True)
class Moved:
    """The address has a new value (a group became a supergroup): store it and send once more."""

    address: str


Outcome = Sent | Later | Unknown | Refused | Moved
# In words of the log.
ENDED: Mapping[type[Outcome], str] = {
    Sent: "sent",
    Later: "to be tried later",
    Unknown: "may have arrived",
    Refused: "refused",
    Moved: "to be sent to a new address",
}

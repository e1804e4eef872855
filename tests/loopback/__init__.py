"""A Bot API server on 127.0.0.1 that speaks, limits and fails like Telegram's: for tests, rehearsals and the demo.

loopback = Loopback(clock=clock)
async with serving(loopback) as door:
    channel = connect(token, base_url=door.base_url, clock=clock)
"""

from tests.loopback.chats import person
from tests.loopback.faults import Fault, FaultKind
from tests.loopback.params import Upload
from tests.loopback.record import Answer, Seen
from tests.loopback.server import Door, serving, serving_in_thread
from tests.loopback.world import Loopback

__all__ = [
    "Answer",
    "Door",
    "Fault",
    "FaultKind",
    "Loopback",
    "Seen",
    "Upload",
    "person",
    "serving",
    "serving_in_thread",
]

"""A Bot API server on 127.0.0.1 that speaks, limits and fails like Telegram's: for tests, rehearsals and the demo.

loopback = Loopback(clock=clock)
async with serving(loopback) as door:
    channel = connect(token, base_url=door.base_url, clock=clock)
"""

from bots.telegram.loopback.chats import person
from bots.telegram.loopback.faults import Fault, FaultKind
from bots.telegram.loopback.params import Upload
from bots.telegram.loopback.record import Answer, Seen
from bots.telegram.loopback.server import Door, serving, serving_in_thread
from bots.telegram.loopback.world import Loopback

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

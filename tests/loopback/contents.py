"""What people send that is neither text nor a file of theirs: as Telegram tells it."""

from collections.abc import Callable

from tests.loopback.account import Account
from tests.loopback.envelope import JsonDict
from tests.loopback.params import Upload


def make(account: Account, kind: str) -> JsonDict:
    """The fields of a message of `kind`. Raises KeyError for a kind that is not in KINDS."""
    stored = account.files.keep(Upload(f"{kind}.bin", "application/octet-stream", b"x"), kind)
    return KINDS[kind](stored.as_json())


def forwarded(account: Account, sender: JsonDict) -> JsonDict:
    """What a message carries that `sender` wrote first."""
    return {"forward_origin": {"type": "user", "sender_user": sender, "date": account.today()}}


def _poll(_file: JsonDict) -> JsonDict:
    options = [{"persistent_id": text, "text": text, "voter_count": 0} for text in ("Có", "Không")]
    about = {"is_closed": False, "is_anonymous": True, "type": "regular", "members_only": False}
    counts = {"total_voter_count": 0, "allows_multiple_answers": False, "allows_revoting": True}
    return {"poll": {"id": "1", "question": "Họp?", "options": options, **about, **counts}}


def _sticker(file: JsonDict) -> JsonDict:
    shape = {"type": "regular", "width": 512, "height": 512, "is_animated": False}
    return {"sticker": {**file, **shape, "is_video": False}}


def _animation(file: JsonDict) -> JsonDict:
    """Comes as a document, too, for bots older than it."""
    film = {**file, "width": 320, "height": 240, "duration": 2}
    return {"animation": film, "document": file}


KINDS: dict[str, Callable[[JsonDict], JsonDict]] = {
    "voice": lambda file: {"voice": {**file, "duration": 3, "mime_type": "audio/ogg"}},
    "video_note": lambda file: {"video_note": {**file, "length": 240, "duration": 3}},
    "video": lambda file: {"video": {**file, "width": 320, "height": 240, "duration": 3}},
    "audio": lambda file: {"audio": {**file, "duration": 3}},
    "sticker": _sticker,
    "location": lambda file: {"location": {"latitude": 21.3, "longitude": 105.4}},
    "contact": lambda file: {"contact": {"phone_number": "0", "first_name": "A"}},
    "poll": _poll,
    "dice": lambda file: {"dice": {"emoji": "🎲", "value": 3}},
    "animation": _animation,
}

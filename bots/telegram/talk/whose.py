"""Units by name, with whose they are where one bot serves several issuers: two provinces both have a Sở Y tế."""

from bots.telegram.talk import words
from bots.telegram.talk.scene import Scene
from scheduler.language import _
from scheduler.store.organisation import names_of_served


def unit(scene: Scene, name: str, issuer_id: str) -> str:
    """ "Sở Y tế (Ủy ban nhân dân tỉnh Phú Thọ)"; without the issuer where the bot serves no other: HTML."""
    names = names_of_served(scene.session, scene.lanes)
    if len(names) < 2:
        return words.esc(name)
    told = _("{unit} ({issuer})")
    return told.format(unit=words.esc(name), issuer=words.esc(names.get(issuer_id, "")))

"""Units by name, with whose they are where one bot serves several issuers: two provinces both have a Sở Y tế."""

from sqlmodel import col, select

from bots.telegram.talk import words
from bots.telegram.talk.scene import Scene
from scheduler.language import _
from scheduler.store.tables import Issuer


def unit(scene: Scene, name: str, issuer_id: str) -> str:
    """ "Sở Y tế (Ủy ban nhân dân tỉnh Phú Thọ)"; without the issuer where the bot serves no other: HTML."""
    names = _issuers(scene)
    if len(names) < 2:
        return words.esc(name)
    told = _("{unit} ({issuer})")
    return told.format(unit=words.esc(name), issuer=words.esc(names.get(issuer_id, "")))


def _issuers(scene: Scene) -> dict[str, str]:
    """Names of the issuers that the bot serves, by their ids."""
    query = select(Issuer.id, Issuer.name).where(col(Issuer.lane_id).in_(scene.lanes))
    return dict(scene.session.exec(query).all())

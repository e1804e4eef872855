"""/ban: a link that opens the desk once, for who sits at a standing body; made when asked for."""

from bots.telegram.event import Answer, Say
from bots.telegram.talk import whose, words
from bots.telegram.talk.scene import Scene
from scheduler.actions import Action
from scheduler.language import _
from scheduler.words import desk_link
from scheduler.workflow.actor import Actor, require_standing, signature


def show(scene: Scene, argument: str = "") -> list[Answer]:
    """/ban: of each issuer at whose standing body the person is, in messages of their own."""
    scene.standing_actor()
    if not scene.rim.outside_url:
        return [Say(desk_link.here_only())]
    return [_make(scene, actor) for actor in scene.standing]


def _make(scene: Scene, actor: Actor) -> Say:
    tenure = require_standing(actor, Action.SIGN_IN)
    link = scene.rim.make_desk_link(
        scene.session, person_id=actor.person_id, by=signature(tenure), now=scene.now
    )
    unit = whose.unit(scene, tenure.unit, actor.issuer_id)
    heading = _("<b>Bàn làm việc của {unit}</b>").format(unit=unit)
    told = f"{desk_link.once(link.minutes)} {desk_link.keep()}"
    return Say(f"{heading}\n{words.esc(link.url, 1000)}\n\n{words.esc(told, 600)}")

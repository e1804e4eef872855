"""Hủy ủy quyền: what a head has given away and is still in force, each with a button that ends it."""

from bots.telegram.event import Answer, Say, Toast
from bots.telegram.keyboard import MOST_NUMBERED, Row
from bots.telegram.press import Press, button
from bots.telegram.talk import words
from bots.telegram.talk.scene import Scene
from scheduler import language
from scheduler.actions import Action
from scheduler.dates.say import say_moment
from scheduler.errors import NotAllowed
from scheduler.language import _
from scheduler.workflow import delegation
from scheduler.workflow.actor import Actor, Tenure
from scheduler.workflow.delegation import InForce


def own_posts(scene: Scene) -> list[tuple[Actor, Tenure]]:
    """Posts the person can give away, and so see what is given of them."""
    return [
        (actor, tenure) for actor in scene.actors for tenure in actor.tenures if tenure.may_give
    ]


def listed(scene: Scene) -> list[Answer]:
    """What is given of these posts, by whoever held them then; nothing where nothing is."""
    return [Say(text, rows) for text, rows in _pages(scene)]


def take_back(scene: Scene, press: Press) -> list[Answer]:
    """Hủy ủy quyền: at once, and who stood in hears it."""
    if scene.place.is_group:
        raise NotAllowed(Action.GROUP)
    actor, tenure, ended = _take_back(scene, press)
    told = _("Đã hủy ủy quyền {what}").format(what=_told(scene, tenure, ended))
    pages = _pages(scene)
    text, rows = pages[0] if pages else (_("Không còn ủy quyền nào có hiệu lực."), ())
    said = scene.over(f"{told}\n\n{text}", rows)
    return [Toast(_("Đã hủy ủy quyền.")), *said, *_told_stand_in(scene, actor, tenure, ended)]


def _take_back(scene: Scene, press: Press) -> tuple[Actor, Tenure, InForce]:
    for actor in scene.actors:
        try:
            found = delegation.take_back(
                scene.session, actor, press.id, offered=bool(press.about), now=scene.now
            )
        except NotAllowed:
            continue
        return actor, *found
    raise NotAllowed(Action.DELEGATE)


def _pages(scene: Scene) -> list[tuple[str, tuple[Row, ...]]]:
    given = [
        (tenure, one)
        for _actor, tenure in own_posts(scene)
        for one in delegation.load_in_force(scene.session, tenure, now=scene.now)
    ]
    if not given:
        return []
    blocks = [f"{n}. {_told(scene, tenure, one)}" for n, (tenure, one) in enumerate(given, 1)]
    heading = _("<b>Ủy quyền đang có hiệu lực: {count}</b>").format(count=len(given))
    found, first = [], 0
    for page in words.pages(blocks, most=MOST_NUMBERED, limit=words.PAGE):
        rows = tuple(
            _row(n, one) for n, (_tenure, one) in enumerate(given[first:][: len(page)], first + 1)
        )
        found.append((words.joined(page if first else [heading, *page]), rows))
        first += len(page)
    return found


def _row(number: int, one: InForce) -> Row:
    label = _("{number}. Hủy ủy quyền").format(number=number)
    return (button(label, "tb", one.id, 0, int(one.offered)),)


def _told(scene: Scene, tenure: Tenure, one: InForce) -> str:
    """ "mọi nhiệm vụ của Giám đốc, Sở Tài chính cho Cấp phó đến 24:00 thứ Sáu, 26/7/2024": HTML."""
    who = words.esc(one.title) or _("người nhận liên kết mời")
    if one.offered:
        who = _("người mở liên kết mời (chưa ai mở)")
    return _("<b>{what}</b> cho {who}, đến {until}").format(
        what=what(tenure, one.duty), who=who, until=say_moment(one.until_at, scene.zone)
    )


def what(tenure: Tenure, duty: str) -> str:
    """One duty, or all of a post: HTML."""
    if duty:
        return words.esc(duty)
    return _("mọi nhiệm vụ của {post}, {unit}").format(
        post=words.esc(tenure.title), unit=words.esc(tenure.unit)
    )


def _told_stand_in(scene: Scene, actor: Actor, tenure: Tenure, ended: InForce) -> list[Answer]:
    """In the language of who stood in; nobody has to hear of a link that was never opened."""
    if ended.person_id is None:
        return []
    reached = delegation.contact(scene.session, ended.person_id, actor)
    if reached is None:
        return []
    with language.use(reached.language):
        told = _("{post}, {unit} đã hủy ủy quyền đối với {you}: <b>{what}</b>.").format(
            post=words.esc(tenure.title),
            unit=words.esc(tenure.unit),
            what=words.esc(ended.duty) or _("mọi nhiệm vụ"),
        )
    return [Say(told, chat=reached.chat)]

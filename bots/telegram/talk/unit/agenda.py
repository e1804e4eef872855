"""/lich: the next thirty days, and a link to the calendar of a unit, made when asked for."""

from datetime import timedelta

from bots.telegram.event import Answer, Say, Toast
from bots.telegram.keyboard import Row
from bots.telegram.press import Press, button
from bots.telegram.talk import whose, words
from bots.telegram.talk.scene import Scene
from bots.telegram.talk.unit import duties
from scheduler.actions import Action
from scheduler.errors import NotAllowed
from scheduler.language import _
from scheduler.posts import PERSONS
from scheduler.words.links import say_manages, say_once, say_reads
from scheduler.workflow.actor import Actor, Tenure, signature
from scheduler.workflow.cases import load_between

DAYS = 30
MOST_LINKS = 5


def show(scene: Scene, argument: str = "") -> list[Answer]:
    """/lich."""
    until = scene.now + timedelta(days=DAYS)
    cases = [
        case
        for actor in scene.actors
        for case in load_between(scene.session, actor, scene.now, until)
    ]
    many = len({case.obligation.unit_id for case in cases}) > 1
    blocks = duties.blocks(scene, cases, unit=many)
    heading = _("<b>Lịch {days} ngày tới</b>").format(days=DAYS)
    nothing = [] if blocks else [_("Không có hạn nào trong {days} ngày tới.").format(days=DAYS)]
    left = [_no_address()] if _own(scene) and not scene.rim.outside_url else [*_numbered(scene)]
    pages = words.pages([heading, *blocks, *nothing, *left])
    found: list[Answer] = [Say(words.joined(page)) for page in pages[:-1]]
    return [*found, Say(words.joined(pages[-1]), _links(scene))]


def make_link(scene: Scene, press: Press) -> list[Answer]:
    """A link to the calendar of a unit the person holds a post of; in private only, for it is a secret."""
    found = _own(scene).get(press.id or 0)
    if found is None or scene.place.is_group:
        raise NotAllowed(Action.SUBSCRIBE)
    if not scene.rim.outside_url:
        return [Toast(_no_address(), alert=True)]
    actor, tenure = found
    link = scene.rim.make_feed_link(
        scene.session,
        tenure.unit_id,
        f"Telegram, {signature(tenure)}",
        person_id=actor.person_id,
        now=scene.now,
    )
    unit = whose.unit(scene, tenure.unit, actor.issuer_id)
    heading = _("Liên kết lịch của {unit}.").format(unit=unit)
    reads = f"{say_reads()}\n<code>{words.esc(link.reads, 1000)}</code>"
    manages = f"{say_manages()}\n<code>{words.esc(link.manages, 1000)}</code>"
    return [Toast(), Say("\n\n".join([f"{heading} {say_once()}", reads, manages]))]


def _no_address() -> str:
    return _(
        "Chưa tạo được liên kết lịch: hệ thống chưa có địa chỉ công khai. Đề nghị báo người quản trị hệ "
        "thống đặt THIDUA_PUBLIC_URL."
    )


def _links(scene: Scene) -> tuple[Row, ...]:
    own, label = _linked(scene), _("Tạo liên kết lịch")
    if len(own) == 1:
        return ((button(label, "fl", own[0][1].unit_id),),)
    numbered = _numbered(scene)
    return tuple(
        (button(f"{n}. {label}" if numbered else f"{label}: {one.unit}", "fl", one.unit_id),)
        for n, (_actor, one) in enumerate(own, start=1)
    )


def _numbered(scene: Scene) -> tuple[str, ...]:
    """The units links can be made of, where they are of two issuers: too much for a button to tell."""
    own = _linked(scene)
    if len({actor.issuer_id for actor, _tenure in own}) < 2:
        return ()
    units = [whose.unit(scene, tenure.unit, actor.issuer_id) for actor, tenure in own]
    listed = [f"{number}. {unit}" for number, unit in enumerate(units, start=1)]
    return ("\n".join([_("Liên kết lịch tạo được cho:"), *listed]),)


def _linked(scene: Scene) -> list[tuple[Actor, Tenure]]:
    """Of whom a link can be made here."""
    if scene.place.is_group or not scene.rim.outside_url:
        return []
    return list(_own(scene).values())[:MOST_LINKS]


def _own(scene: Scene) -> dict[int, tuple[Actor, Tenure]]:
    """The person and a post of each unit; who stands in for a while gets no link, which would outlive that."""
    return {
        tenure.unit_id: (actor, tenure)
        for actor in scene.actors
        for tenure in actor.tenures
        if tenure.kind in PERSONS and not tenure.stands_in
    }

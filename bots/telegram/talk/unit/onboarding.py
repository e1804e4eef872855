"""/start: a code becomes a post after its unit and post were repeated and confirmed; in a group by a bound head."""

from bots.telegram.event import Answer, Button, Say, Toast
from bots.telegram.press import Press, button
from bots.telegram.talk import whose, words
from bots.telegram.talk.scene import Scene, choose, for_unknown
from bots.telegram.talk.unit import duties
from scheduler.actions import Action
from scheduler.dates.say import say_moment
from scheduler.errors import InviteUnknown, NotAllowed
from scheduler.language import _
from scheduler.posts import PostKind
from scheduler.store.tables import Invite, Question
from scheduler.workflow import invitation, questions
from scheduler.workflow.actor import Actor, Tenure
from scheduler.workflow.invitation import Offer

KIND = questions.INVITE
CODE_LIMIT = 64  # of a start payload


def start(scene: Scene, argument: str = "") -> list[Answer]:
    """/start, with or without a code."""
    if scene.place.is_group:
        return _start_group(scene, argument) if argument else []
    if not argument:
        return _greet(scene)
    row = _open(scene, argument)
    if row.kind == PostKind.GROUP:
        return [_add_to_group(scene, argument, _offer(scene, row))]
    if _holds(scene, row):
        told = _("{You} đang giữ chức danh này; liên kết chưa dùng đến, không cần xác nhận.")
        if row.kind == "stand_in":
            told = _(
                "{You} đang giữ chức danh này. Đề nghị chuyển liên kết cho người sẽ xử lý thay."
            )
        return [Say(told)]
    return _ask(scene, row, _offer(scene, row))


def _ask(scene: Scene, row: Invite, offer: Offer) -> list[Answer]:
    """Unit and post repeated, and who loses it; nothing is taken before the button."""
    person_id = invitation.meet(scene.session, row, scene.place.user, now=scene.now)
    question = questions.ask(
        scene.session,
        lane=scene.place.lane,
        chat=scene.place.chat,
        thread=scene.place.thread,
        person_id=person_id,
        kind=KIND,
        data={"invite": row.id, "held_by": offer.held_by},
        now=scene.now,
    )
    rows = (
        (button(_("Đúng, xác nhận"), "qy", question.id),),
        (button(_("Không phải tôi"), "qn", question.id),),
    )
    return choose(question, f"{_told(scene, offer)}\n{_('Có đúng không?')}", rows)


def chosen(scene: Scene, question: Question, press: Press) -> list[Answer]:
    """Confirmed; asked once more where somebody else has taken the post since."""
    gathered = questions.gathered(question)
    row = _invite(scene, gathered.get("invite"))
    invitation.require_usable(scene.session, row, now=scene.now)
    offer = _offer(scene, row)
    if offer.held_by != gathered.get("held_by", offer.held_by):
        again = _("Vừa có thay đổi, đề nghị xem lại trước khi xác nhận.")
        return [Toast(again, alert=True), *_ask(scene, row, offer)]
    invitation.take(scene.session, row, address=scene.place.user, now=scene.now)
    scene.end(question)
    told = _("Đã xác nhận: <b>{post}, {unit}</b>.\nTừ nay báo cáo phải gửi được nhắc ở đây.")
    if offer.stands_in_until is not None:
        told = _("Đã nhận ủy quyền xử lý thay <b>{post}, {unit}</b> đến {until}.")
    told = told.format(
        post=words.esc(offer.post), unit=_unit(scene, offer), until=_until(scene, offer)
    )
    if offer.held_since is not None:
        told += "\n" + _("Người giữ trước được báo.") + _above(offer)
    more = _("Xem nhiệm vụ: /viec · Lịch: /lich · Cách dùng: /trogiup")
    return [Toast(_("Đã xác nhận.")), *scene.over(f"{told}\n{more}")]


def confirm_group(scene: Scene, press: Press) -> list[Answer]:
    """A bound head confirms that the group is the unit's."""
    row = _invite(scene, press.id)
    if row.kind != PostKind.GROUP or not scene.place.is_group:
        raise NotAllowed(Action.GROUP)
    offer = invitation.load_offer(scene.session, row)
    heads = {
        tenure.unit_id
        for actor in scene.actors
        for tenure in actor.tenures
        if tenure.kind == PostKind.HEAD and tenure.obligation_id is None
    }
    if offer.unit_id not in heads:
        raise NotAllowed(Action.CONFIRM)
    if row.used_at is not None and offer.unit_id in scene.group_units:
        return [Toast(_("Đã xác nhận."))]  # tapped twice
    invitation.take(
        scene.session, row, address=scene.place.chat, thread=scene.place.thread, now=scene.now
    )
    told = _("Nhóm này nhận tin của <b>{unit}</b>. Nút bấm dành cho người được giao.").format(
        unit=_unit(scene, offer)
    )
    return [Toast(_("Đã xác nhận.")), *scene.over(told)]


def _start_group(scene: Scene, code: str) -> list[Answer]:
    row = _open(scene, code)
    if row.kind != PostKind.GROUP:
        return [
            Say(
                _(
                    "Liên kết này dành cho một người: đề nghị mở trong cuộc trò chuyện riêng với bot."
                )
            )
        ]
    offer = _offer(scene, row)
    told = _(
        "Nhóm này đề nghị nhận tin của <b>{unit}</b>.\nĐề nghị thủ trưởng đơn vị (đã có trong bot) bấm xác nhận."
    ).format(unit=_unit(scene, offer))
    if offer.held_since is not None:
        told += "\n" + _(
            "Một nhóm khác đang nhận tin của đơn vị từ {since}: khi xác nhận, nhóm đó thôi nhận và được báo."
        ).format(since=say_moment(offer.held_since, scene.zone))
    return [Say(told, ((button(_("Xác nhận"), "iv", row.id),),))]


def _greet(scene: Scene) -> list[Answer]:
    if not scene.actors:
        return [for_unknown(scene)]
    posts = "\n".join(
        f"• {_held(scene, actor, tenure)}" for actor in scene.actors for tenure in actor.tenures
    )
    hello = _("Kính chào {you}. {You} đang giữ:\n{posts}").format(posts=posts)
    return [Say(hello), *duties.show(scene)]


def _held(scene: Scene, actor: Actor, tenure: Tenure) -> str:
    post, unit = words.esc(tenure.title), whose.unit(scene, tenure.unit, actor.issuer_id)
    if tenure.until_at is None:
        return f"{post}, {unit}"
    until = say_moment(tenure.until_at, scene.zone)
    return _("{post}, {unit}: xử lý thay đến {until}").format(post=post, unit=unit, until=until)


def _unit(scene: Scene, offer: Offer) -> str:
    return whose.unit(scene, offer.unit, offer.issuer_id)


def _add_to_group(scene: Scene, code: str, offer: Offer) -> Say:
    told = _("Liên kết này đưa bot vào nhóm của <b>{unit}</b>: đề nghị bấm nút dưới và chọn nhóm.")
    url = f"https://t.me/{scene.rim.bot_username}?startgroup={code}"
    rows = ((Button(_("Chọn nhóm"), url=url),),)
    return Say(told.format(unit=_unit(scene, offer)), rows)


def _told(scene: Scene, offer: Offer) -> str:
    post, unit = words.esc(offer.post), _unit(scene, offer)
    if offer.stands_in_until is None:
        told = _("Liên kết này mời {you} giữ chức danh:\n<b>{post}, {unit}</b>.")
        lines = [told.format(post=post, unit=unit)]
        if offer.held_since is not None:
            held = _(
                "Đang có người giữ chức danh này từ {since}. Khi {you} xác nhận, người đó thôi giữ và được báo."
            )
            lines.append(
                held.format(since=say_moment(offer.held_since, scene.zone)) + _above(offer)
            )
        return "\n".join(lines)
    until = _until(scene, offer)
    what = words.esc(offer.duty) if offer.duty else _("mọi nhiệm vụ")
    return _(
        "Liên kết này ủy quyền {you} xử lý thay:\n<b>{post}, {unit}</b>\nNhiệm vụ: {what}\nĐến: {until}."
    ).format(post=post, unit=unit, what=what, until=until)


def _above(offer: Offer) -> str:
    return " " + _("Cơ quan thường trực cũng được báo.") if offer.is_told_above else ""


def _until(scene: Scene, offer: Offer) -> str:
    return say_moment(offer.stands_in_until, scene.zone) if offer.stands_in_until else ""


def _holds(scene: Scene, row: Invite) -> bool:
    """Whether the person is who gave the post away: nobody stands in for themselves, or stays so when replaced."""
    tenures = [tenure for actor in scene.actors for tenure in actor.tenures]
    return any(one.post_id == row.post_id and not one.stands_in for one in tenures)


def _offer(scene: Scene, row: Invite) -> Offer:
    address = scene.place.chat if row.kind == PostKind.GROUP else scene.place.user
    return invitation.load_offer(scene.session, row, address=address)


def _open(scene: Scene, code: str) -> Invite:
    for lane in scene.lanes:
        try:
            return invitation.open_invite(scene.session, lane, code[:CODE_LIMIT], now=scene.now)
        except InviteUnknown:
            continue
    raise InviteUnknown()


def _invite(scene: Scene, id_: object) -> Invite:
    row = scene.session.get(Invite, id_) if isinstance(id_, int) else None
    if row is None or row.lane_id not in scene.lanes:
        raise InviteUnknown()
    return row

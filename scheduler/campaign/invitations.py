"""Invitations for one unit or many: who is invited, by which link, and the list that is printed and handed out."""

import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, or_, select

from scheduler.dates import say
from scheduler.errors import BotUnknown
from scheduler.language import _, current
from scheduler.posts import PostKind
from scheduler.store import holders
from scheduler.store.organisation import find_block, find_issuer, find_unit
from scheduler.store.tables import Address, Block, Holder, Issuer, Lane, Post, Unit
from scheduler.words.post import addressed
from scheduler.workflow.invitation import VALID, invite

_STYLE = (
    "body{font:11pt/1.4 sans-serif;margin:1.5cm}section{break-inside:avoid;border:1px solid #999;padding:.6cm;"
    "margin:0 0 .6cm;display:flex;gap:.8cm;align-items:center}img{width:4cm;height:4cm}"
    "h1{font-size:14pt}h2{font-size:12pt;margin:0 0 .2cm}p{margin:.1cm 0;overflow-wrap:anywhere}"
)


@dataclass(frozen=True)
class Invited:
    """One invitation. `link` is what is opened, or typed to the bot where its name is not known."""

    unit: str
    name: str
    post: str
    code: str
    link: str
    has_bot: bool


def issuer_of(session: Session, *, unit: str | None, block: str | None, issuer: str | None) -> str:
    """Whose units one of these names. Raises UnknownUnit, UnknownBlock, UnknownIssuer."""
    if unit is not None:
        return find_unit(session, unit).issuer_id
    return find_block(session, block).issuer_id if block else find_issuer(session, issuer).id


def named_units(
    session: Session,
    post: str,
    *,
    unit: str | None = None,
    block: str | None = None,
    issuer: str | None = None,
    now: datetime,
) -> tuple[list[Unit], list[Unit]]:
    """Who is invited, and who is left out unless asked for: a unit that is named alone is always asked for.

    One of the three is named, as people name it. Raises UnknownUnit, UnknownBlock, UnknownIssuer.
    """
    if unit is not None:
        return [find_unit(session, unit)], []
    where = find_block(session, block) if block else find_issuer(session, issuer)
    return choose(session, where, post, now=now)


def choose(
    session: Session, where: Block | Issuer, post: str, *, now: datetime
) -> tuple[list[Unit], list[Unit]]:
    """The units of a block or an issuer that live at `now`, in the order of their file: to invite, and held already.

    A post is held here when somebody has it over the lane of the issuer: a mailbox alone takes no invitation away.
    """
    issuer = session.get_one(Issuer, where.issuer_id) if isinstance(where, Block) else where
    today = now.astimezone(ZoneInfo(issuer.zone)).date()
    query = select(Unit).where(Unit.issuer_id == issuer.id, *_alive(today)).order_by(col(Unit.id))
    if isinstance(where, Block):
        query = query.where(Unit.block_id == where.id)
    held = _load_held(session, issuer, post)
    units = session.exec(query).all()
    return [u for u in units if u.id not in held], [u for u in units if u.id in held]


def _alive(today: date) -> tuple[ColumnElement[bool], ...]:
    begins, ends = col(Unit.first_on), col(Unit.last_on)
    return or_(begins.is_(None), begins <= today), or_(ends.is_(None), ends >= today)


def _load_held(session: Session, issuer: Issuer, post: str) -> set[int]:
    found = session.exec(
        select(Post.unit_id)
        .join(Holder, col(Holder.post_id) == Post.id)
        .join(Address, col(Address.person_id) == Holder.person_id)
        .where(
            Post.kind == post,
            holders.in_own_right(),
            Address.lane_id == issuer.lane_id,
        )
    )
    return set(found)


def require_bot(session: Session, units: Iterable[Unit]) -> None:
    """Raises BotUnknown where the name of a bot is not known yet: a code drawn without it opens nothing."""
    for issuer_id in dict.fromkeys(unit.issuer_id for unit in units):
        lane = _lane(session, issuer_id)
        if not lane.username:
            raise BotUnknown(lane.id)


def make(session: Session, unit: Unit, post: str, *, by: str, now: datetime) -> Invited:
    """A new invitation of `unit`."""
    bot = _lane(session, unit.issuer_id).username
    code = invite(session, unit, post_kind=post, by=by, now=now)
    start = "startgroup" if post == PostKind.GROUP else "start"
    link = f"https://t.me/{bot}?{start}={code}" if bot else f"/start {code}"
    return Invited(unit.code, unit.name, post, code, link, bool(bot))


def _lane(session: Session, issuer_id: str) -> Lane:
    return session.get_one(Lane, session.get_one(Issuer, issuer_id).lane_id)


def sentence(one: Invited, post: str) -> str:
    """What the link does, and for how long; `post` in words."""
    told = _("Mở một lần trong 14 ngày để nhận nhiệm vụ với chức danh {post} của {unit}.")
    if one.post == PostKind.GROUP:
        told = _("Mở một lần trong 14 ngày để đưa bot vào nhóm của {unit}.")
    return told.format(post=post, unit=one.name)


def paper(drawn: Sequence[tuple[Invited, str]], post: str, *, now: datetime, zone: ZoneInfo) -> str:
    """A page to print and cut: each invitation with its picture, whose file name is beside it."""
    until = say.say_moment(now + VALID, zone)
    title = _("Lời mời nhận nhiệm vụ qua Telegram")
    valid = _("Có hiệu lực đến {until}. Mỗi mã chỉ dùng một lần, cho một người.")
    parts = [
        f'<!DOCTYPE html>\n<html lang="{current()}"><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
        f"<style>{_STYLE}</style></head><body><h1>{html.escape(title)}</h1>",
        f"<p>{html.escape(valid.format(until=until))}</p>",
    ]
    for one, file in drawn:
        to = addressed(one.name, by_title=False)
        words = (html.escape(word) for word in (to, sentence(one, post), one.link))
        name, told, link = words
        picture = f'<img src="{html.escape(file)}" alt="">'
        parts.append(
            f"<section>{picture}<div><h2>{name}</h2><p>{told}</p><p>{link}</p></div></section>"
        )
    return "\n".join([*parts, f"<p>{html.escape(_('Trân trọng.'))}</p></body></html>\n"])

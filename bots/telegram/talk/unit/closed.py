"""What is owed and taken in no more: which reports, since when, and whom to turn to."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bots.telegram.talk import words
from bots.telegram.talk.scene import Scene
from scheduler.dates.say import say_moment
from scheduler.language import _
from scheduler.words import post
from scheduler.workflow.actor import Case
from scheduler.workflow.cases import load_standing_body
from scheduler.workflow.moved_deadline import closing

MOST = 3  # that are named
RECENT = timedelta(days=30)  # what closed before is hardly what comes now


def told(scene: Scene, owed: Sequence[Case]) -> str:
    """Those of `owed` that are closed, the latest first: HTML; empty where none is."""
    return _told(scene, [case for case in owed if words.is_closed(case, now=scene.now)])


def told_recent(scene: Scene, owed: Sequence[Case]) -> str:
    """The same of what closed lately: what comes now may have been meant for it."""
    return _told(scene, recent(scene, owed))


def recent(scene: Scene, owed: Sequence[Case]) -> list[Case]:
    """Those of `owed` that closed lately."""
    closed = [case for case in owed if words.is_closed(case, now=scene.now)]
    return [case for case in closed if _closed_at(case) > scene.now - RECENT]


def _told(scene: Scene, cases: Sequence[Case]) -> str:
    if not cases:
        return ""
    shown = sorted(cases, key=_closed_at, reverse=True)[:MOST]
    many = len({case.unit.id for case in cases}) > 1
    lines = [_("<b>Đã hết thời hạn tiếp nhận</b>"), *(_line(case, unit=many) for case in shown)]
    if left := len(cases) - len(shown):
        lines.append(_("… và {count} nhiệm vụ nữa, xem /viec").format(count=left))
    issuers = {case.issuer.id: case.issuer for case in shown}.values()
    bodies = [load_standing_body(scene.session, issuer) for issuer in issuers]
    who = words.esc(", ".join(body for body in bodies if body)) or post.name("standing_body")
    ask = _(
        "Cần gửi báo cáo đã hết thời hạn tiếp nhận, đề nghị liên hệ {who} để mở lại thời hạn."
    ).format(who=who)
    return "\n".join([*lines, ask])


def _line(case: Case, *, unit: bool) -> str:
    duty = words.title(case)
    if unit:
        duty = f"{duty}, {words.esc(case.unit.name)}"
    moment = say_moment(_closed_at(case), words.zone_of(case))
    return _("• {duty}: từ {moment}").format(duty=duty, moment=moment)


def _closed_at(case: Case) -> datetime:
    closed_at = closing(case)
    assert closed_at is not None, "what never closes is not closed"
    return closed_at

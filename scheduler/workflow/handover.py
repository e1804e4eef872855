"""A post changes hands: who held it is told and loses it, who holds it goes on with what is half-made.

Whoever seats somebody at a post comes here. Who comes and the standing body are told with the next pass, see
`scheduler.run.firing.handovers`; what was being asked is over at once, for the former may do no more.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from scheduler.happenings import Happening
from scheduler.posts import PostKind
from scheduler.store import handovers, ledger
from scheduler.store.people import bind, find_post, find_tenure
from scheduler.store.standing import end_standing_in, load_standing_in
from scheduler.store.tables import Holder, Issuer, Lane, Obligation, Person, Post, Question, Unit
from scheduler.workflow import questions
from scheduler.workflow.actor import Actor, load_subject, make_actor
from scheduler.workflow.follow import edit_cards_of


def held_since(
    session: Session, post: Post, lane_id: str, *, address: str = ""
) -> tuple[int, datetime] | None:
    """Since when somebody holds the post who would lose it to a new holder over that lane, with the tenure's id.

    None where nobody does, or (with `address`) where it is who is there.
    """
    channel = session.get_one(Lane, lane_id).channel
    for row in handovers.load_holding(session, post.id, channel=channel):
        way = handovers.find_reached(session, row.person_id)
        if way is None or way.place != (channel, address.casefold()):
            return row.id or 0, row.from_at
    return None


def concerns_standing_body(session: Session, post: Post) -> bool:
    """Whether the standing body is told who holds `post`: of heads, and of its own people."""
    unit = session.get_one(Unit, post.unit_id)
    issuer = session.get_one(Issuer, unit.issuer_id)
    return post.kind == PostKind.HEAD or unit.code == issuer.standing_body


def take_post(
    session: Session,
    unit: Unit,
    *,
    address: str,
    post_kind: str,
    lane_id: str | None = None,
    thread: int | None = None,
    actor: str,
    now: datetime,
) -> Person:
    """Make whoever is at `address` the holder of the unit's post from `now` on, with all that follows from it.

    Nothing follows where they hold it already.
    """
    lane_id = lane_id or session.get_one(Issuer, unit.issuer_id).lane_id
    post = find_post(session, unit, post_kind)
    channel = session.get_one(Lane, lane_id).channel
    before = handovers.load_holding(session, post.id, channel=channel)
    person = bind(
        session,
        unit,
        address=address,
        post_kind=post_kind,
        lane_id=lane_id,
        thread=thread,
        actor=actor,
        now=now,
    )
    holder = find_tenure(session, post, person)
    assert holder is not None, "just bound"
    if holder.id not in [row.id for row in before]:
        left = [row for row in before if row.until_at is not None]
        _end_own_standing_in(session, holder, actor=actor, now=now)
        reports = _pass_on(session, post, left, person, lane=lane_id, chat=address, now=now)
        _note(session, unit, post, reports, by=actor, now=now)
        handovers.note(session, post, holder, left, reports=len(reports), actor=actor, now=now)
    return person


def _end_own_standing_in(session: Session, holder: Holder, *, actor: str, now: datetime) -> None:
    """Nobody stands in for himself, or still does when replaced."""
    for row in load_standing_in(session, holder.post_id, now=now):
        if row.person_id == holder.person_id:
            end_standing_in(session, row, by=actor, now=now)


def _pass_on(
    session: Session,
    post: Post,
    left: Sequence[Holder],
    person: Person,
    *,
    lane: str,
    chat: str,
    now: datetime,
) -> list[Question]:
    """Half-made reports of who left, now left to `person`; their cards and questions say it is over."""
    passed = []
    for row in left:
        edit_cards_of(session, row)
        former = make_actor(session, session.get_one(Person, row.person_id), now=now)
        for question in questions.load_of(session, (former.person_id,), now=now):
            if _is_still_theirs(session, question, former):
                continue
            if _is_report_of(session, question, post):
                passed.append(
                    questions.leave_to(
                        session, question, person.id or 0, lane=lane, chat=chat, now=now
                    )
                )
            questions.end(session, question, now=now)
    session.flush()
    return passed


def _is_still_theirs(session: Session, question: Question, former: Actor) -> bool:
    """Whether they may go on with it all the same, by another post of theirs."""
    if question.kind == questions.INVITE:
        return True
    obligation = session.get(Obligation, question.obligation_id) if question.obligation_id else None
    if obligation is None:
        return bool(former.tenures)
    return former.standing is not None or former.tenure_for(obligation) is not None


def _is_report_of(session: Session, question: Question, post: Post) -> bool:
    """Whether something of a report was gathered that the post hands in, or files for one not chosen yet."""
    has_some = any(questions.gathered(question).get(part) for part in _PARTS)
    if question.kind != questions.REPORT or not has_some or post.kind == PostKind.GROUP:
        return False
    obligation = session.get(Obligation, question.obligation_id) if question.obligation_id else None
    return obligation is None or obligation.unit_id == post.unit_id


_PARTS = ("number", "files", "note", "offer", "spare")


def _note(
    session: Session,
    unit: Unit,
    post: Post,
    reports: Sequence[Question],
    *,
    by: str,
    now: datetime,
) -> None:
    """An entry for each report that goes over, with its number and the files it has so far."""
    entries = []
    for one in reports:
        data = questions.gathered(one)
        files = data.get("files")
        hashes = [file["content_hash"] for file in files] if isinstance(files, list) else []
        subject = load_subject(session, one.obligation_id) or f"{unit.code}/{post.kind}"
        told: dict[str, object] = {"number": data.get("number"), "files": hashes}
        entry = ledger.Entry(
            Happening.HALF_MADE_REPORT_HANDED_OVER, subject, by, unit.issuer_id, told
        )
        entries.append(entry)
    ledger.append(session, entries, now=now)

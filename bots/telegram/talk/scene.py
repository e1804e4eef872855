"""One act of one person in one chat: who they are, and what of it they may see there."""

import html
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bots.telegram.event import Answer, Edit, Place, Say
from bots.telegram.keyboard import Row
from bots.telegram.talk.rim import Rim
from scheduler.actions import Action
from scheduler.errors import NotAllowed, PostPassedOn
from scheduler.language import ADDRESS
from scheduler.posts import PostKind
from scheduler.store.inbox import Transaction
from scheduler.store.organisation import address_in
from scheduler.store.tables import Obligation, Question
from scheduler.text import cut
from scheduler.words import refusal
from scheduler.workflow import questions
from scheduler.workflow.actor import Actor, Case, find_left, load_actors, load_case


@dataclass(frozen=True)
class Scene:
    """`actors`: the person, once for each issuer they have a post with; empty for a stranger.

    `group_units`: whose group the chat is; there nothing of other units is said.
    """

    session: Transaction
    rim: Rim
    place: Place
    actors: tuple[Actor, ...]
    group_units: frozenset[int] = frozenset()
    message_id: str | None = None  # the message whose button was pressed
    person_ids: tuple[int, ...] = ()  # of the actors, and of who is about to become one
    address: str = ADDRESS  # how who acts is addressed

    @property
    def now(self) -> datetime:
        return self.rim.now

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.rim.zone)

    @property
    def lanes(self) -> tuple[str, ...]:
        return self.rim.lanes or (self.place.lane,)

    @property
    def standing(self) -> tuple[Actor, ...]:
        """The actors that sit at a standing body and may act as such here."""
        return tuple(actor for actor in self.actors if actor.standing and self._is_at_home(actor))

    def case(self, obligation_id: int | None) -> tuple[Case, Actor]:
        """The obligation and the actor it concerns.

        Raises NotAllowed, also for what is not for this chat, and PostPassedOn.
        """
        for actor in self.actors:
            try:
                case = load_case(self.session, obligation_id or 0, actor)
            except NotAllowed:
                continue
            if not self._is_for_here(case, actor):
                raise NotAllowed(Action.GROUP)
            return case, actor
        self.refuse_former(obligation_id)
        raise NotAllowed(Action.SEE)

    def refuse_former(self, obligation_id: int | None = None) -> None:
        """Raises PostPassedOn for who answered for that obligation, and does no longer; without one, for anything."""
        if obligation_id is None:
            left = None if self.actors else self.left()
        else:
            row = self.session.get(Obligation, obligation_id)
            theirs = row and any(a.standing or a.tenure_for(row) for a in self.actors)
            left = self.left(row.unit_id) if row and not theirs else None
        if left is not None:
            raise left

    def left(self, unit_id: int | None = None) -> PostPassedOn | None:
        """The post, of that unit, that the person held last and holds no longer."""
        return find_left(self.session, self.person_ids, unit_id=unit_id, now=self.now)

    def standing_actor(self) -> Actor:
        """The actor at the standing body. Raises NotAllowed."""
        if not self.standing:
            raise NotAllowed(Action.DECIDE)
        return self.standing[0]

    def begin(
        self,
        kind: str,
        actor: Actor,
        case: Case | None = None,
        data: dict[str, object] | None = None,
    ) -> Question:
        """A new question to `actor` in this chat."""
        return questions.ask(
            self.session,
            lane=self.place.lane,
            chat=self.place.chat,
            thread=self.place.thread,
            person_id=actor.person_id,
            kind=kind,
            obligation_id=case.obligation.id if case else None,
            data=data or {},
            now=self.now,
        )

    def open_questions(self) -> list[Question]:
        """What the person was asked in this chat and has not answered, latest asked first."""
        place = self.place
        return questions.load_open(
            self.session, place.lane, place.chat, self.person_ids, now=self.now
        )

    def left_reports(self) -> list[Question]:
        """Half-made reports that who held a post before left to the person."""
        waiting = questions.load_of(self.session, self.person_ids, now=self.now)
        return [row for row in waiting if questions.is_left(row)]

    def keep(self, question: Question, data: dict[str, object]) -> None:
        questions.keep(self.session, question, data, now=self.now)

    def end(self, question: Question) -> None:
        questions.end(self.session, question, now=self.now)

    def is_outdated(self, question: Question) -> bool:
        """Whether a later message than the one whose button was pressed asks `question`. Ids grow in a chat."""
        pressed, latest = self.message_id or "", question.message_id or ""
        return pressed.isdecimal() and latest.isdecimal() and int(pressed) < int(latest)

    def over(self, text: str, rows: tuple[Row, ...] = ()) -> list[Answer]:
        """`text` in place of the message whose button was pressed; as a new message where there is none."""
        if self.message_id:
            return [Edit(self.message_id, text, rows)]
        return [Say(text, rows)]

    def _is_for_here(self, case: Case, actor: Actor) -> bool:
        if not self.place.is_group or case.obligation.unit_id in self.group_units:
            return True
        return actor.standing is not None and self._is_at_home(actor)

    def _is_at_home(self, actor: Actor) -> bool:
        return not self.place.is_group or actor.standing_unit_id in self.group_units


def enter(session: Transaction, place: Place, rim: Rim, *, message_id: str | None = None) -> Scene:
    """The scene of an event: who acts is told by the sender alone, never by the chat."""
    lanes = rim.lanes or (place.lane,)
    known = [a for lane in lanes for a in load_actors(session, lane, place.user, now=rim.now)]
    distinct = {actor.person_id: actor for actor in known if actor.tenures}
    return Scene(
        session=session,
        rim=rim,
        place=place,
        actors=tuple(distinct.values()),
        group_units=_group_units(session, place, lanes, rim.now),
        message_id=message_id,
        person_ids=tuple(dict.fromkeys(actor.person_id for actor in known)),
        address=known[0].address if known else address_in(session, lanes),
    )


def _group_units(
    session: Transaction, place: Place, lanes: tuple[str, ...], now: datetime
) -> frozenset[int]:
    if not place.is_group:
        return frozenset()
    groups = [a for lane in lanes for a in load_actors(session, lane, place.chat, now=now)]
    return frozenset(
        tenure.unit_id
        for group in groups
        for tenure in group.tenures
        if tenure.kind == PostKind.GROUP
    )


def for_unknown(scene: Scene) -> Say:
    """To who holds no post: whom to ask, or since when they hold it no longer."""
    left = scene.left()
    told = (
        refusal.sentence(left, zone=scene.zone, now=scene.now) if left else refusal.for_stranger()
    )
    return Say(html.escape(cut(told, 400), quote=False))


def ask(question: Question, text: str, placeholder: str = "") -> list[Answer]:
    """Ask for something typed or sent; the answer field opens by itself."""
    return [Say(text, ask=question.id, placeholder=placeholder)]


def choose(question: Question, text: str, rows: tuple[Row, ...]) -> list[Answer]:
    """Ask for a button."""
    return [Say(text, rows, ask=question.id)]

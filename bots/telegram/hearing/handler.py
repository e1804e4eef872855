"""Handling what was heard: each update once, with what it brings about and its answers in one transaction."""

import json
import logging
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol, TypeAlias

from bots.telegram.event import (
    Answers,
    Commanded,
    Event,
    Membership,
    Migrated,
    Place,
    Pressed,
    Say,
    Toast,
    Uploaded,
)
from bots.telegram.hearing import membership, parse
from bots.telegram.redact import redacted
from bots.telegram.sending import calls
from scheduler import language
from scheduler.clock import Clock
from scheduler.errors import (
    AWAY,
    InviteExpired,
    InviteUnknown,
    InviteUsed,
    ThiDuaError,
)
from scheduler.language import _
from scheduler.store import inbox, locks, reach, replies
from scheduler.store.database import Database
from scheduler.store.files import StoredFile
from scheduler.store.inbox import Transaction, Update
from scheduler.workflow.invitation import open_invite

log = logging.getLogger(__name__)

Fetched: TypeAlias = Mapping[str, StoredFile | ThiDuaError]

NOTHING: Fetched = {}
TRIES = 3
FAULT_LIMIT = 500


class Respond(Protocol):
    """What the bot says to an event; changes what it changes in the given transaction.

    `fetched`: files of the event by Telegram's file id, kept already, or why they were not.
    """

    def __call__(
        self, session: Transaction, event: Event, *, now: datetime, fetched: Fetched
    ) -> Answers: ...


@dataclass(frozen=True)
class Todo:
    """An update that waits, and what it means."""

    update: Update
    event: Event | None


@dataclass(frozen=True)
class _Heard:
    """What an update means: who speaks, and what."""

    update_id: int
    speaker: Place | None
    event: Event | None
    fetched: Fetched

    @property
    def chats(self) -> set[str]:
        """Where those may be known whom it concerns."""
        places = [self.speaker, self.event.place if self.event else None]
        return {chat for place in places if place for chat in (place.chat, place.user)}


@dataclass(frozen=True)
class Handler:
    """Handles the inbox of one bot. `lanes` are all that send by this bot; the first has the inbox.

    `bot_name` tells the bot's name without "@", empty while it is unknown.
    """

    database: Database
    lanes: tuple[str, ...]
    respond: Respond
    clock: Clock
    bot_name: Callable[[], str] = str

    @property
    def lane(self) -> str:
        """The lane whose inbox it is."""
        return self.lanes[0]

    def next_waiting(self, passing_over: Collection[int] = ()) -> Todo | None:
        """The oldest update that waits, those `passing_over` left out; None when none does."""
        with self.database.read() as session:
            update = inbox.next_waiting(session, self.lane, passing_over=passing_over)
            if update is None:
                return None
            event = self._parse(update)
            if isinstance(
                event, Uploaded
            ):  # what is asked there decides whether its file is fetched
                event = self._at_home(session, event, now=self.clock.now())
            return Todo(update, event)

    def handle(self, update: Update, fetched: Fetched = NOTHING) -> None:
        """Handle `update` unless it has been. Raises the errors of AWAY.

        One that fails TRIES times is set aside with its fault, and the person gets a sentence.
        """
        try:
            self._handle(update, fetched)
        except AWAY:
            raise
        except Exception as error:  # the updates behind it must be handled, whatever this one is
            log.exception("update %s of %s failed", update.id, self.lane)
            self.note_failure(update, error)

    def _handle(self, update: Update, fetched: Fetched) -> None:
        """For the issuers known in the chat; what turns out to be of another one is done for all of them."""
        body = self._load(update)
        heard = _Heard(
            update.id,
            parse.speaker(body, lane=self.lane),
            parse.read(body, lane=self.lane, bot_name=self.bot_name()),
            fetched,
        )
        with self.database.read() as session:
            issuers = reach.issuers_at(session, self.lanes, heard.chats)
        writing = self.database.write(*issuers) if issuers else self.database.write_unowned()
        try:
            with writing as session:
                self._take_in(session, heard)
        except locks.NotOwned:
            with self.database.write() as session:
                self._take_in(session, heard)

    def _take_in(self, session: Transaction, heard: _Heard) -> None:
        now = self.clock.now()
        if not inbox.end(session, self.lane, heard.update_id, now=now):
            return  # another process was faster
        if heard.speaker is not None and not heard.speaker.is_group:
            membership.hear(session, heard.speaker, self.lanes, now=now)
        if heard.event is not None:
            event = self._at_home(session, heard.event, now=now)
            with language.use(event.place.language):
                answers = self._answers(session, event, now=now, fetched=heard.fetched)
            self._store(session, event, answers, now=now)

    def _load(self, update: Update) -> object:
        """What Telegram wrote; None when that cannot be read."""
        try:
            body: object = json.loads(update.body)
        except (ValueError, RecursionError):  # nested as deep as could just be written
            log.error("update %s of %s cannot be read", update.id, self.lane)
            return None
        return body

    def _parse(self, update: Update) -> Event | None:
        return parse.read(self._load(update), lane=self.lane, bot_name=self.bot_name())

    def _at_home(self, session: Transaction, event: Event, *, now: datetime) -> Event:
        """`event` in the lane it is of."""
        if len(self.lanes) == 1:
            return event
        lane = self._lane_of(session, event, now=now)
        return replace(event, place=replace(event.place, lane=lane))

    def _lane_of(self, session: Transaction, event: Event, *, now: datetime) -> str:
        """Of the lanes that share this bot, the one an invitation or an address is of."""
        if isinstance(event, Commanded) and event.name == "start" and event.argument:
            for lane in self.lanes:
                try:
                    open_invite(session, lane, event.argument, now=now)
                except InviteUnknown:
                    continue
                except (InviteUsed, InviteExpired):
                    return lane
                return lane
        chats = (event.place.chat, event.place.user)
        return reach.lane_of(session, self.lanes, chats) or self.lane

    def _answers(
        self, session: Transaction, event: Event, *, now: datetime, fetched: Fetched
    ) -> Answers:
        if isinstance(event, Membership | Migrated):
            membership.follow(session, event, self.lanes, now=now)
            if isinstance(event, Migrated) or membership.is_out(event):
                return Answers()
        return self.respond(session, event, now=now, fetched=fetched)

    def _store(
        self, session: Transaction, event: Event, answers: Answers, *, now: datetime
    ) -> None:
        for call, question_id in calls.for_answers(event, answers):
            replies.put(
                session,
                self.lane,
                event.place.update_id,
                body=call.as_json(),
                question_id=question_id,
                now=now,
            )

    def note_failure(self, update: Update, error: Exception) -> None:
        """Count the failure; the last one sets the update aside and says sorry. Raises the errors of AWAY."""
        now = self.clock.now()
        fault = redacted(f"{type(error).__name__}: {error}")[:FAULT_LIMIT]
        fault = fault.encode("utf-8", "replace").decode().replace("\0", "")
        with self.database.write_unowned() as session:
            tries = inbox.fail(session, self.lane, update.id, fault=fault)
            if tries < TRIES:
                return
            log.error("update %s of %s is set aside: %s", update.id, self.lane, fault)
            inbox.end(session, self.lane, update.id, now=now)
            event = self._parse(update)
            if event is not None:
                with language.use(event.place.language):
                    self._store(session, event, _sorry(event), now=now)


def _sorry(event: Event) -> Answers:
    """A sentence of regret in the event's language; nothing where nobody waits for one."""
    if isinstance(event, Membership | Migrated):
        return Answers()
    text = _("Hệ thống gặp lỗi và chưa thực hiện được. Đề nghị thử lại sau ít phút.")
    said = Toast(text, alert=True) if isinstance(event, Pressed) else Say(text)
    return Answers((said,), event.place.language)

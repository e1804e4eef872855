"""People at their phones while a push goes on: each half second somebody taps or types, and waits for an answer."""

import itertools
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from tests.acceptance.telegram import Telegram

EVERY_SECONDS = 0.5  # one taps, the next types
REST_SECONDS = 2.0  # nobody answers a card faster
BUTTON, COMMAND = "Đã nhận", "/viec"
FIRST_STRANGER = 9_000_000  # types before any card has come

Json = dict[str, Any]


@dataclass(frozen=True)
class Act:
    """Somebody did something at `at`, machine time; `query` names a tap and is empty for a command."""

    at: datetime
    chat: int
    query: str = ""


@dataclass(frozen=True)
class Seen:
    """What reached people. `calls`: the instant of each message, change and toast, in order."""

    messages: list[Json]
    answers: list[Json]
    calls: list[datetime]
    refused: int  # by the limits


@dataclass
class Crowd:
    """Does what people do with the cards that have come, and knows afterwards how long they waited."""

    bot_api: Telegram
    acts: list[Act] = field(default_factory=list)
    cards: list[Json] = field(default_factory=list)  # nobody has reacted to them yet, oldest first
    _noticed: int = 0

    def live(self, over: Callable[[], bool]) -> None:
        """Act until `over`."""
        at = time.monotonic()
        for tapping in itertools.cycle((True, False)):
            if over():
                return
            self._notice()
            self.acts.append(self._tap() if tapping and self._is_rested() else self._type())
            at += EVERY_SECONDS
            time.sleep(max(at - time.monotonic(), 0))

    def look(self) -> Seen:
        """Everything that reached people, so far."""
        messages, answers = self.bot_api.ask("sent"), self.bot_api.ask("answers")
        at = [v["at"] for one in messages for v in one["versions"]] + [a["at"] for a in answers]
        refused = sum(self.bot_api.ask("refusals").values())
        return Seen(messages, answers, sorted(map(instant, at)), refused)

    def waits(self, seen: Seen) -> dict[str, list[float]]:
        """Seconds from each act to its answer, infinite without one: toasts, changed cards, messages."""
        toasts = {one["query_id"]: [instant(one["at"])] for one in seen.answers}
        shown: dict[int, list[datetime]] = defaultdict(list)
        for one in seen.messages:
            shown[one["chat"]] += [instant(version["at"]) for version in one["versions"]]
        taps = [act for act in self.acts if act.query]
        typed = [act for act in self.acts if not act.query]
        return {
            "toasts": [_wait(act, toasts.get(act.query, [])) for act in taps],
            "changed cards": [_wait(act, shown[act.chat]) for act in taps],
            "messages": [_wait(act, shown[act.chat]) for act in typed],
        }

    def _notice(self) -> None:
        new = self.bot_api.ask("sent", **{"from": self._noticed})
        self._noticed += len(new)
        acted = {act.chat for act in self.acts}
        self.cards += [one for one in new if one["chat"] not in acted]

    def _is_rested(self) -> bool:
        return bool(self.cards) and _since(self.cards[0]) > REST_SECONDS

    def _tap(self) -> Act:
        card, now = self.cards.pop(0), datetime.now(UTC)
        order = {"chat": card["chat"], "message_id": card["message_id"], "button": BUTTON}
        return Act(now, card["chat"], self.bot_api.order("press", **order))

    def _type(self) -> Act:
        chat = self.cards.pop(0)["chat"] if self._is_rested() else FIRST_STRANGER + len(self.acts)
        now = datetime.now(UTC)
        self.bot_api.order("say", chat=chat, text=COMMAND)
        return Act(now, chat)


def instant(text: str) -> datetime:
    """As the Bot API writes it, aware."""
    return datetime.fromisoformat(text)


def _since(card: Json) -> float:
    return (datetime.now(UTC) - instant(card["at"])).total_seconds()


def _wait(act: Act, answers: list[datetime]) -> float:
    waits = [(at - act.at).total_seconds() for at in answers if at > act.at]
    return min(waits, default=float("inf"))

"""The work of the day: forgetting what nobody needs any more, counting reports.

Once a day of the office for all processes together.
"""

import logging
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, TypeAlias
from zoneinfo import ZoneInfo

from sqlmodel import Session

from scheduler.access import pruning
from scheduler.errors import AWAY
from scheduler.store import inbox, tally, work
from scheduler.store.database import Database
from scheduler.store.pulse import RESTORED, beat, forget, last_beat
from scheduler.workflow import owned_files

log = logging.getLogger(__name__)

Work: TypeAlias = Callable[
    [Session, datetime], None
]  # told now, or what the clock on the wall says


class RemoveFiles(Protocol):
    """Removes kept files but those `owned`, by their hashes, and those that came before `since`; how many went."""

    def __call__(self, owned: Collection[str], since: datetime | None, *, now: datetime) -> int: ...


def _prune_inbox(session: Session, now: datetime) -> None:
    inbox.prune(session, now=now)


def _count_reports(session: Session, now: datetime) -> None:
    tally.count(session, now=now)


def _prune_desk(session: Session, wall: datetime) -> None:
    pruning.prune(session, wall=wall)


def _prune_work(session: Session, now: datetime) -> None:
    work.prune(session, now=now)


# Each in one transaction with the note that it is done: what fails is tried again and holds up no other.
WORK: Mapping[str, Work] = {
    "inbox": _prune_inbox,
    "counts": _count_reports,
    "work": _prune_work,
}
BY_THE_WALL: Mapping[str, Work] = {
    "desk": _prune_desk
}  # of real people, whatever the time of campaigns
FILES = "files"


def daily(
    database: Database,
    remove_files: RemoveFiles | None,
    *,
    zone: ZoneInfo,
    now: datetime,
    wall: datetime,
) -> list[str]:
    """Do what of the day's work is not done on the day of `zone` that `now` is in; the names of what was done.

    `wall`: the real time, where `now` is another.

    Without `remove_files` no file is touched; those that came before a backup was put to work stay, which may not
    know their reports. What fails is told in the log and left for the next call. Raises the database's errors.
    """
    day = _Day(zone, now)
    with database.read() as session:
        names = [name for name in (*WORK, *BY_THE_WALL, FILES) if not day.is_done(session, name)]
    done = []
    for name in names:
        try:
            if name in WORK:
                done += [name] * _do(database, name, WORK[name], day, at=now)
            elif name in BY_THE_WALL:
                done += [name] * _do(database, name, BY_THE_WALL[name], day, at=wall)
            elif remove_files is not None:
                done += [name] * _remove(database, remove_files, day)
        except AWAY:
            raise
        except OSError as error:
            log.error("of the work of the day %s is not done, it is tried again: %r", name, error)
        except Exception:  # what comes behind it must be done all the same
            log.exception("of the work of the day %s is not done, it is tried again", name)
    return done


@dataclass(frozen=True)
class _Day:
    zone: ZoneInfo
    now: datetime

    def is_done(self, session: Session, name: str) -> bool:
        """Of a clock that was ahead and has been set back the day is another one, too."""
        at = last_beat(session, _beat_of(name))
        return at is not None and self._date(at) == self._date(self.now)

    def is_claimed(self, session: Session, name: str) -> bool:
        """Whether `name` is ours to do: within the write lock, so one process of all does it."""
        if self.is_done(session, name):
            return False
        beat(session, _beat_of(name), now=self.now)
        return True

    def _date(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()


def _beat_of(name: str) -> str:
    return f"daily {name}"


def _do(database: Database, name: str, work: Work, day: _Day, *, at: datetime) -> bool:
    with database.write() as session:
        if not day.is_claimed(session, name):
            return False
        work(session, at)
    return True


def _remove(database: Database, remove_files: RemoveFiles, day: _Day) -> bool:
    """With no transaction open: files may be many."""
    with database.write() as session:
        if not day.is_claimed(session, FILES):
            return False
        owned = owned_files.load_hashes(session, now=day.now)
        restored_at = last_beat(session, RESTORED)
    try:
        removed = remove_files(owned, restored_at, now=day.now)
    except BaseException:
        with database.write() as session:
            forget(session, _beat_of(FILES))
        raise
    if removed:
        log.info("%s files that belong to no report and no document were removed", removed)
    return True

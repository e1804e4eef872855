"""Our tables: the truth. Every module of them is named here, so that the metadata is whole."""

from scheduler.store.tables.agenda import (
    Campaign,
    DefinitionRevision,
    Obligation,
    Occurrence,
    Reminder,
    Span,
    Tally,
)
from scheduler.store.tables.announcement import Announcement, AnnouncementItem
from scheduler.store.tables.answers import (
    Extension,
    Inbox,
    Invite,
    Question,
    Reply,
    Submission,
    SubmissionFile,
)
from scheduler.store.tables.handover import Handover, HandoverNotice
from scheduler.store.tables.organisation import (
    Address,
    Block,
    BlockHead,
    Holder,
    Issuer,
    Lane,
    Person,
    Post,
    Unit,
    UnitSuccessor,
)
from scheduler.store.tables.outbox import Delivery, Item, ToldDeadline
from scheduler.store.tables.record import (
    FormerSecret,
    LedgerEnd,
    LedgerEntry,
    Pulse,
    RehearsalMark,
    Subscription,
)

__all__ = [
    "Address",
    "Announcement",
    "AnnouncementItem",
    "Block",
    "BlockHead",
    "Campaign",
    "DefinitionRevision",
    "Delivery",
    "Extension",
    "FormerSecret",
    "Handover",
    "HandoverNotice",
    "Holder",
    "Inbox",
    "Invite",
    "Issuer",
    "Item",
    "Lane",
    "LedgerEnd",
    "LedgerEntry",
    "Obligation",
    "Occurrence",
    "Person",
    "Post",
    "Pulse",
    "Question",
    "RehearsalMark",
    "Reminder",
    "Reply",
    "Span",
    "Submission",
    "SubmissionFile",
    "Subscription",
    "Tally",
    "ToldDeadline",
    "Unit",
    "UnitSuccessor",
]

"""What the ledger tells: every kind of entry, as it is stored. Its name for people: scheduler/words/ledger.py."""

from enum import StrEnum


class Happening(StrEnum):
    """Kind of an entry of the ledger."""

    # what applying a definition changes
    CAMPAIGN_CHANGED = "campaign changed"  # title, directive or zone
    DEFINITION_APPLIED = "definition applied"  # a numbered revision
    ROUND_CREATED = "round created"
    ROUND_MOVED = "round moved"
    ROUND_CHANGED = "round changed"
    ROUND_WITHDRAWN = "round withdrawn"
    PEAK_CREATED = "peak created"
    PEAK_MOVED = "peak moved"
    PEAK_CHANGED = "peak changed"
    PEAK_WITHDRAWN = "peak withdrawn"
    ANNIVERSARY_CREATED = "anniversary created"
    ANNIVERSARY_MOVED = "anniversary moved"
    ANNIVERSARY_CHANGED = "anniversary changed"
    ANNIVERSARY_WITHDRAWN = "anniversary withdrawn"
    OCCASION_CREATED = "occasion created"  # an event of this campaign alone
    OCCASION_MOVED = "occasion moved"
    OCCASION_CHANGED = "occasion changed"
    OCCASION_WITHDRAWN = "occasion withdrawn"
    MILESTONE_CREATED = "milestone created"
    MILESTONE_MOVED = "milestone moved"
    MILESTONE_CHANGED = "milestone changed"
    MILESTONE_WITHDRAWN = "milestone withdrawn"
    OBLIGATION_CREATED = "obligation created"  # one duty, for all its units
    OBLIGATION_MOVED = "obligation moved"
    OBLIGATION_CHANGED = "obligation changed"
    OBLIGATION_WITHDRAWN = "obligation withdrawn"
    OWN_DEADLINE_KEPT = "own deadline kept"  # though the day of all moved
    OWN_DEADLINE_LIFTED = "own deadline lifted"  # the day of all holds for the unit again
    OWN_DEADLINE_RESTORED = "own deadline restored"
    UNITS_SAVED = "units saved"
    UNIT_LIST_KEPT = "unit list kept"  # a file that was brought in, until it is put into force
    UNIT_LIST_CORRECTED = "unit list corrected"
    UNIT_LIST_DROPPED = "unit list dropped"
    DOCUMENT_KEPT = "document kept"  # what a definition is made from, with its hash
    # reminders and what leaves
    REMINDER_FIRED = "reminder fired"
    REMINDER_MERGED = "reminder merged"  # into a later one that was due too
    REMINDER_STALE = "reminder stale"  # nothing is taken in any more
    REMINDER_FAILED = "reminder failed"  # it could not be computed, and is tried again
    ANNOUNCEMENT_FIRED = "announcement fired"  # a round, a peak or an anniversary is told of
    ANNOUNCEMENT_STALE = "announcement stale"  # its day is over
    ANNOUNCEMENT_FAILED = "announcement failed"  # it could not be computed, and is tried again
    REMINDED_BY_HAND = "reminded by hand"
    ALL_REMINDED_BY_HAND = "all reminded by hand"  # those of the same day, too
    MESSAGE_SENT = "message sent"
    MESSAGE_QUEUED = "message queued"  # tried, and to be tried again
    MESSAGE_REFUSED = "message refused"
    MESSAGE_UNKNOWN = "message unknown"  # whether it arrived
    MESSAGE_NOT_SAID = "message not said"  # it does not hold any more
    MESSAGES_MOVED = "messages moved"  # to another way
    MESSAGE_HELD = "message held"  # it may have arrived before a backup was put to work
    MESSAGE_RELEASED = "message released"
    MESSAGE_DROPPED = "message dropped"
    MESSAGE_FAILED = "message failed"  # it could not be worded, and is tried again
    ESCALATION_SENT = "escalation sent"
    ESCALATION_DROPPED = "escalation dropped"
    ESCALATION_TOLD = "escalation told another way"
    # people and their ways
    HOLDER_BOUND = "holder bound"
    POST_HANDED_OVER = "post handed over"
    POST_VACATED = "post vacated"
    HALF_MADE_REPORT_HANDED_OVER = "half-made report handed over"
    STAND_IN_NAMED = "stand-in named"
    STAND_IN_ENDED = "stand-in ended"
    INVITATION_MADE = "invitation made"
    INVITATION_TAKEN_BACK = "invitation taken back"
    ADDRESS_OPENED = "address opened"
    ADDRESS_CLOSED = "address closed"
    ADDRESS_MOVED = "address moved"
    SUBSCRIPTION_MADE = "subscription made"
    SUBSCRIPTION_REISSUED = "subscription reissued"  # at another secret address
    SUBSCRIPTION_REVOKED = "subscription revoked"
    # who comes into the desk
    ACCOUNT_ADDED = "account added"
    ACCOUNT_CLOSED = "account closed"
    PASSWORD_SET = "password set"
    SIGN_IN_LINK_MADE = "sign-in link made"
    SIGNED_OUT = "signed out"  # everywhere, by somebody else or by their own wish
    # answers
    OBLIGATION_SEEN = "obligation seen"
    OBLIGATION_WAIVED = "obligation waived"
    REPORT_SUBMITTED = "report submitted"
    REPORT_ACCEPTED = "report accepted"
    REPORT_RETURNED = "report returned"
    REPORTS_COUNTED = "reports counted"  # how many were handed in, once a day
    EXTENSION_ASKED = "extension asked"
    EXTENSION_GRANTED = "extension granted"
    EXTENSION_REFUSED = "extension refused"
    DUTY_CALLED = "duty called"  # by the standing body
    CALL_WITHDRAWN = "call withdrawn"
    RECEIPT_NOTED = "receipt noted"  # the day a unit received the document
    # drafts at the desk
    DRAFT_BEGUN = "draft begun"  # from a document
    DRAFT_ITEM_ACCEPTED = "draft item accepted"
    DRAFT_ITEMS_ACCEPTED = "draft items accepted"  # all without a doubt, at once
    DRAFT_ITEM_CORRECTED = "draft item corrected"
    DRAFT_ITEM_ADDED = "draft item added"
    DRAFT_ITEM_DROPPED = "draft item dropped"
    DRAFT_ITEM_TAKEN_BACK = "draft item taken back"
    DRAFT_DROPPED = "draft dropped"
    DRAFT_WRITTEN_DOWN = "draft written down"  # its items became the text of a definition
    DRAFT_TEXT_CHANGED = "draft text changed"
    DRAFT_PROPOSED = "draft proposed"  # for approval by another
    DRAFT_WITHDRAWN = "draft withdrawn"  # by who proposed it
    DRAFT_GIVEN_BACK = "draft given back"  # by who was to approve it
    DRAFT_BROUGHT_UP = "draft brought up"  # onto a newer definition of its campaign
    DRAFT_APPLIED = "draft applied"


def of_change(thing: str, change: str) -> Happening:
    """That a `thing` of the plan (a kind of span, "campaign", "obligation") was `change`d: created, moved …"""
    return Happening(f"{thing} {change}")

"""Kinds of posts of a unit, and whom a notice goes to, as they are stored."""

from enum import StrEnum


class PostKind(StrEnum):
    """What a post of a unit is."""

    HEAD = "head"  # answers for the unit
    DEPUTY = "deputy"
    CLERK = "clerk"  # writes the reports
    GROUP = "group"  # the chat of the unit, held by nobody


class Recipient(StrEnum):
    """Whom a notice goes to, from the unit that owes; who holds those posts is looked up when it fires."""

    HEAD = "head"  # with the chat of the unit
    DEPUTY = "deputy"
    CLERK = "clerk"
    BLOCK_HEAD = "block_head"  # of the unit's block, this year
    STANDING_BODY = "standing_body"  # its head, deputy and clerk
    STAND_IN = "stand_in"  # who stands in for the head of the unit


PERSONS = (PostKind.HEAD, PostKind.DEPUTY, PostKind.CLERK)  # posts that a person holds

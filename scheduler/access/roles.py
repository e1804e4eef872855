"""What somebody is at the desk, and what that lets them do there."""

from collections.abc import Mapping
from enum import StrEnum


class Role(StrEnum):
    """The first three follow from a post at the standing body; the others are given with an account."""

    HEAD = "head"
    DEPUTY = "deputy"
    CLERK = "clerk"
    ADMIN = "admin"  # of an issuer
    VIEWER = "viewer"  # of an issuer
    OPERATOR = "operator"  # of the installation; sees no issuer


class Right(StrEnum):
    """What a page or a button asks for."""

    LOOK = "look"  # at everything of the issuer
    WORK = "work"  # its queues: accept, return, grant, remind
    DEFINE = "define"  # bring in documents, make and change drafts
    APPROVE = "approve"  # put a draft into force
    ADMIT = "admit"  # accounts of the issuer, and its sessions
    KEEP = "keep"  # the installation: accounts of every issuer, and their sessions


_AT_WORK = frozenset({Right.LOOK, Right.WORK})
RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.HEAD: _AT_WORK | {Right.APPROVE},
    Role.DEPUTY: _AT_WORK,
    Role.CLERK: _AT_WORK | {Right.DEFINE},
    Role.ADMIN: _AT_WORK | {Right.DEFINE, Right.APPROVE, Right.ADMIT},
    Role.VIEWER: frozenset({Right.LOOK}),
    Role.OPERATOR: frozenset({Right.KEEP}),
}

"""What somebody is at the desk, and what that lets them do there."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scheduler.store.tables import Issuer  # slow, and words of roles need none


class Role(StrEnum):
    """The first three follow from a post at the standing body; the others are given with an account."""

    HEAD = "head"
    DEPUTY = "deputy"
    CLERK = "clerk"
    ADMIN = "admin"  # of an issuer
    VIEWER = "viewer"  # of an issuer
    OPERATOR = "operator"  # of the installation; sees no issuer


POSTS = (Role.HEAD, Role.DEPUTY, Role.CLERK)
GIVEN = (Role.ADMIN, Role.VIEWER, Role.OPERATOR)


class Right(StrEnum):
    """What a page or a button asks for."""

    LOOK = "look"  # at everything of the issuer
    WORK = "work"  # its queues: accept, return, grant, remind
    DEFINE = "define"  # bring in documents, make and change drafts
    APPROVE = "approve"  # put a draft into force
    ADMIT = "admit"  # accounts of the issuer, and its sessions
    KEEP = "keep"  # the installation: accounts of every issuer, and their sessions


_AT_WORK = frozenset({Right.LOOK, Right.WORK})
_FIXED: Mapping[Role, frozenset[Right]] = {
    Role.HEAD: _AT_WORK,
    Role.DEPUTY: _AT_WORK,
    Role.CLERK: _AT_WORK,
    Role.ADMIN: _AT_WORK | {Right.DEFINE, Right.APPROVE, Right.ADMIT},
    Role.VIEWER: frozenset({Right.LOOK}),
    Role.OPERATOR: frozenset({Right.KEEP}),
}


def rights_of(role: Role, issuer: "Issuer | None") -> frozenset[Right]:
    """What that role may do for `issuer`; None: for none.

    Which posts of its standing body define and which approve an issuer says itself (`desk` of its units file).
    """
    if role not in POSTS or issuer is None:
        return _FIXED[role]
    said = {Right.DEFINE: issuer.desk_define, Right.APPROVE: issuer.desk_approve}
    own = {right for right, posts in said.items() if role in posts.split(",")}
    return _FIXED[role] | own

"""What every role may do, one by one."""

import itertools

import pytest

from scheduler.access.roles import GIVEN, POSTS, Right, Role, rights_of
from scheduler.store.tables import Issuer

LOOK, WORK, DEFINE, APPROVE, ADMIT, KEEP = Right
MAY = {
    Role.HEAD: {LOOK, WORK, APPROVE},
    Role.DEPUTY: {LOOK, WORK},
    Role.CLERK: {LOOK, WORK, DEFINE},
    Role.ADMIN: {LOOK, WORK, DEFINE, APPROVE, ADMIT},
    Role.VIEWER: {LOOK},
    Role.OPERATOR: {KEEP},
}


def issuer(**said: str) -> Issuer:
    values = {"name": "A", "lane_id": "a", "zone": "UTC", "standing_body": "x"}
    return Issuer(id="a", standing_body_title="X", **(values | said))


@pytest.mark.parametrize(("role", "right"), list(itertools.product(Role, Right)))
def test_a_role_may_what_the_table_says(role: Role, right: Right) -> None:
    of = None if role is Role.OPERATOR else issuer()
    assert (right in rights_of(role, of)) == (right in MAY[role])


def test_every_role_goes_with_a_post_or_with_an_account() -> None:
    assert [*POSTS, *GIVEN] == list(Role)


@pytest.mark.parametrize("define", ["", "clerk", "deputy", "head,deputy", "head,deputy,clerk"])
@pytest.mark.parametrize("approve", ["", "head", "clerk", "deputy,clerk"])
def test_an_issuer_says_who_defines_and_approves(define: str, approve: str) -> None:
    """Of its posts alone: accounts keep what they have, and no post gets more than the two."""
    of = issuer(desk_define=define, desk_approve=approve)
    for role in Role:
        told = {DEFINE: define.split(","), APPROVE: approve.split(",")}
        given = {right for right, posts in told.items() if role in posts}
        usual = MAY[role] - {DEFINE, APPROVE} | given if role in POSTS else MAY[role]
        assert rights_of(role, of) == usual

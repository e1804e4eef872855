"""Who is signed in, as every page of the desk asks."""

from dataclasses import dataclass

from scheduler.access.roles import Right


@dataclass(frozen=True)
class Whose:
    """To whom a session, a link or a kept form belongs: exactly one of account and person."""

    account_id: int | None = None
    person_id: int | None = None

    def __post_init__(self) -> None:
        assert (self.account_id is None) != (self.person_id is None), "exactly one of them"


@dataclass(frozen=True)
class Visitor:
    """Somebody signed in at one instant; `issuer_id` is empty for an operator. Exactly one of account and person."""

    issuer_id: str
    rights: frozenset[Right]
    signature: (
        str  # who the ledger and pages name: "Chuyên viên, Sở Nội vụ"; or the name of the account
    )
    language: str
    address: str  # how the issuer addresses them
    session_id: int
    account_id: int | None = None
    person_id: int | None = None
    has_password: bool = False  # an account without one has come by its first link, and chooses one

    def may(self, right: Right) -> bool:
        """Whether that is theirs to do."""
        return right in self.rights

    @property
    def whose(self) -> Whose:
        """Who it is."""
        return Whose(self.account_id, self.person_id)

"""What happened and must have its line: every definition applied, every message sent."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from sqlmodel import Session, col, select

from scheduler.errors import Fault, FaultKind
from scheduler.happenings import Happening
from scheduler.states import DeliveryState
from scheduler.store.ledger import raw
from scheduler.store.tables import Address, Campaign, DefinitionRevision, Delivery, Person


class Told:
    """Of which of them lines were read."""

    def __init__(self) -> None:
        self._applied: set[tuple[object, object, object]] = set()
        self._sent = (
            bytearray()
        )  # by number of the delivery: millions of them, and none far from the next

    def hear(self, line: Mapping[str, object]) -> None:
        """Note what `line` tells; it can be read."""
        if line["kind"] == Happening.DEFINITION_APPLIED:
            revision = (raw.data_of(line) or {}).get("revision")
            self._applied.add((line["issuer_id"], line["subject"], str(revision)))
        elif line["kind"] == Happening.MESSAGE_SENT:
            self._hear_sent((raw.data_of(line) or {}).get("delivery"))

    def _hear_sent(self, number: object) -> None:
        if type(number) is not int or not 0 <= number < 2**31:
            return
        if number >= len(self._sent):
            self._sent.extend(bytes(number + 100_000 - len(self._sent)))
        self._sent[number] = True

    def missing(self, session: Session, issuer_id: str | None) -> Iterator[Fault]:
        """What was applied and sent without a line, of all issuers or of one."""
        editions = (
            select(Campaign.issuer_id, Campaign.code, DefinitionRevision.revision)
            .join(Campaign, col(Campaign.id) == col(DefinitionRevision.campaign_id))
            .order_by(col(Campaign.id), col(DefinitionRevision.revision))
        )
        for issuer, code, revision in session.exec(editions):
            known = (issuer, code, str(revision)) in self._applied
            if not known and issuer_id in (None, issuer):
                yield Fault(FaultKind.APPLIED, issuer, detail=f"{code} {revision}")
        sent = (
            select(Person.issuer_id, Delivery.id)
            .join(Address, col(Address.person_id) == col(Person.id))
            .join(Delivery, col(Delivery.address_id) == col(Address.id))
            .where(Delivery.state == DeliveryState.SENT)
            .order_by(Person.issuer_id, col(Delivery.id))
        )
        if issuer_id:
            sent = sent.where(Person.issuer_id == issuer_id)
        lost = ((issuer, id_ or 0) for issuer, id_ in session.exec(sent) if not self._has(id_ or 0))
        for issuer, rows in groupby(lost, key=lambda row: row[0]):
            numbers = [number for _issuer, number in rows]
            yield Fault(FaultKind.SENT, issuer, len(numbers), detail=", ".join(ranges(numbers)))

    def _has(self, number: int) -> bool:
        return number < len(self._sent) and bool(self._sent[number])


def ranges(numbers: Iterable[int]) -> Iterator[str]:
    """Ascending numbers, neighbours drawn together: "3", "5–9"."""
    for _distance, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        some = [number for _index, number in run]
        yield str(some[0]) if len(some) == 1 else f"{some[0]}–{some[-1]}"

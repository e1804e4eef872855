"""Trouble that lasts is said when it begins and when it is over, not each time it is met."""

import logging

DIFFERENT = 10  # faults told apart in one spell


class Spell:
    """One thing that goes wrong for a while: a server away, a database that does not answer.

    `what` names it in the log, with what does not happen meanwhile.
    """

    def __init__(self, log: logging.Logger, what: str) -> None:
        self._log = log
        self._what = what
        self._told: set[str] = set()
        self._count = 0

    def failed(self, fault: object) -> None:
        """It went wrong. One line the first time, and one for each other `fault`."""
        told = fault if isinstance(fault, str) else repr(fault)
        self._count += 1
        if told not in self._told and len(self._told) < DIFFERENT:
            self._told.add(told)
            self._log.warning("%s: %s", self._what, told)

    def over(self) -> None:
        """It went well: one line if it did not before."""
        if self._count:
            self._log.info("%s: over, after %s failures", self._what, self._count)
            self._told.clear()
            self._count = 0

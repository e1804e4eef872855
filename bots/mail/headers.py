"""Headers with people's words, as they stand in a mail (RFC 5322, RFC 2047): who reads them gets every blank back.

A reader drops the blank between two encoded words (RFC 2047 6.2). When the newer headers of the standard library fold
(Python 3.11), theirs is lost there; its older `email.header` writes each blank within a word, so that one folds ours.
"""

from email.header import Header
from email.headerregistry import (
    HeaderRegistry,
    MessageIDHeader,
    UniqueSingleAddressHeader,
    UniqueUnstructuredHeader,
)
from email.policy import Policy
from typing import Any

LINE = 76  # octets: of one with encoded words no more are allowed (RFC 2047 section 2)


class WordsHeader(UniqueUnstructuredHeader):
    """A header that is nothing but words: it says what it is given, whatever that looks like."""

    name: str  # of the library's base class, which the registry adds

    @classmethod
    def parse(cls, value: str, kwds: dict[str, Any]) -> None:
        """Called by the library: there is nothing to be found in words."""
        kwds["parse_tree"], kwds["decoded"] = cls.value_parser(""), value

    def fold(self, *, policy: Policy) -> str:
        """Called by the library: the lines, each with its end."""
        said = str(self)
        words = said if _is_plain(said, self.name) else _encoded(said, self.name)
        return _ended([f"{self.name}: {words}"], policy)


class MailboxHeader(UniqueSingleAddressHeader):
    """A header with one address and, in words, whose it is."""

    name: str

    def fold(self, *, policy: Policy) -> str:
        """Called by the library: the lines, each with its end."""
        said, _blank, mailbox = str(self).rpartition(" ")
        if not said:
            return _ended([f"{self.name}: {mailbox}"], policy)
        name = self.address.display_name
        words = said if _is_plain(said, self.name) else _encoded(name, self.name)
        return _ended([f"{self.name}: {words}", mailbox], policy)


def _is_plain(text: str, name: str) -> bool:
    """Whether a header called `name` can say `text` as it is, on its first line."""
    fits = len(name) + len(": ") + len(text) <= LINE
    return fits and text.isascii() and "=?" not in text


def _encoded(text: str, name: str) -> str:
    return Header(text, "utf-8", maxlinelen=LINE, header_name=name).encode()


def _ended(pieces: list[str], policy: Policy) -> str:
    """`pieces`, folded by "\n" each, in as few lines as may be."""
    lines = pieces[0].split("\n")
    for piece in pieces[1:]:
        if len(lines[-1]) + 1 + len(piece) <= LINE:
            lines[-1] += f" {piece}"
        else:
            lines.append(f" {piece}")
    return "".join(line + policy.linesep for line in lines)


FACTORY = HeaderRegistry()
for _name, _kind in {
    "subject": WordsHeader,
    "from": MailboxHeader,
    "to": MailboxHeader,
    "reply-to": MailboxHeader,
    "in-reply-to": MessageIDHeader,  # else a long one is encoded as if it were text
    "references": MessageIDHeader,
}.items():
    FACTORY.map_to_type(_name, _kind)  # type: ignore[arg-type]  # mixins, as all there

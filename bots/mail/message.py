"""A notice as a mail: text, HTML and the deadline for the calendar. Pure, but for the boundaries between its parts.

RFC 5322 (headers), RFC 2047 (what is not ASCII in them), RFC 3834 (that a machine wrote it), RFC 6047 (calendar).
"""

import hashlib
import html
from dataclasses import dataclass, replace
from datetime import UTC
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from bots.mail.acting import Ways, say_how
from bots.mail.address import is_address
from bots.mail.headers import FACTORY
from bots.mail.invitation import GONE, Invitation, invite
from scheduler import language
from scheduler.language import _
from scheduler.run.outcome import Told
from scheduler.run.saying.notice import Notice, NoticeItem, Reader
from scheduler.text import Line, cut
from scheduler.vevent import Party
from scheduler.words import facts, telling

# Every body is ASCII on the line: not all servers on the way take 8-bit text.
POLICY = policy.SMTP.clone(cte_type="7bit", header_factory=FACTORY)
SUBJECT, NAME = 200, 120  # longest, in UTF-16 units


@dataclass(frozen=True)
class Mail:
    """What is handed to the server. `id` is its Message-ID, without the angle brackets."""

    id: str
    octets: bytes


def compose(
    notice: Notice, *, sender: str, recipient: str, follows: str | None = None, pages: str = ""
) -> Mail:
    """`notice` from `sender` to `recipient`, plain addresses both; `follows`: the id of the mail it corrects.

    `pages` is the address of our public pages, without a slash at its end; empty: nobody out there reaches them.

    The id tells deliveries and what they say of deadlines apart, and nothing else: the same thing sent
    again has the same id, by which the far side may know it again.
    """
    mail_id = identify(notice, sender=sender, version=_version(follows) + 1)
    organizer = Party(cut(notice.issuer, NAME), sender)
    attendee = Party(cut(notice.post, NAME), recipient)
    message = EmailMessage(policy=POLICY)
    with language.use(notice.language), language.addressed(notice.address):
        items = telling.nearest_first(notice)
        message["Subject"] = cut(telling.first_line(notice, items), SUBJECT)
        message["From"] = Address(organizer.name, addr_spec=sender)
        message["To"] = Address(attendee.name, addr_spec=recipient)
        ways = Ways(_mailbox(notice, recipient), pages)
        if ways.mailbox:
            body = cut(notice.standing_body.name, NAME)
            message["Reply-To"] = Address(body, addr_spec=ways.mailbox)
        _write_headers(message, notice, mail_id, _thread(notice, sender, follows))
        lines = _write_lines(notice, items, ways)
        invitations = invite(notice, organizer=organizer, attendee=attendee)
    message.set_content("\n".join(line.text for line in lines) + "\n")
    message.add_alternative(_html(lines, notice.language), subtype="html")
    _attach(message, invitations)
    message["Content-Language"] = notice.language  # of the whole, so after its parts
    return Mail(mail_id, message.as_bytes())


def plain(notice: Notice) -> str:
    """The words of its mail, the subject first, as read where no public page is reached."""
    with language.use(notice.language), language.addressed(notice.address):
        items = telling.nearest_first(notice)
        lines = _write_lines(notice, items, Ways(notice.standing_body.mailbox))
    return "\n".join(line.text for line in lines)


def _write_lines(notice: Notice, items: list[NoticeItem], ways: Ways) -> list[Line]:
    lines = telling.write_lines(notice, items, facts=facts.DETAIL[0])
    return [*lines, *say_how(notice, items, ways), Line(""), Line(_("Trân trọng."))]


def identify(notice: Notice, *, sender: str, version: int) -> str:
    """The Message-ID of version `version` of what `notice` says, without the angle brackets (RFC 5322 3.6.4)."""
    return f"delivery-{notice.delivery_id}.{version}.{_mark(notice)}@{_domain(sender)}"


def correct(message_id: str, notice: Notice) -> Notice:
    """Of `notice`, what the calendar of who got the mail of that id knows otherwise, and no other mail tells it.

    That a post changed hands, or a round began, was told then, and stays true.
    """
    same = _says_the_same(message_id, notice)  # of what was told before that was kept
    known = [same if item.told is None else _knows(item.told, _told(item)) for item in notice.items]
    left = [
        item
        for item, knows in zip(notice.items, known, strict=True)
        if not knows and not item.coming
    ]
    return replace(notice, items=tuple(left), changes=(), announced=())


def told(notice: Notice) -> tuple[Told, ...]:
    """What a calendar knows of each obligation of `notice` from now on; a report to a superior is in none."""
    return tuple(dict.fromkeys(_told(item) for item in notice.items if item.escalation is None))


def _told(item: NoticeItem) -> Told:
    gone = item.state in GONE or item.reader is Reader.FORMER
    return Told(item.obligation_id, item.due_at, gone)


def _knows(told: Told, now: Told) -> bool:
    """Whether a calendar that was `told` this shows what holds `now`; what was taken out of it may move elsewhere."""
    return told == now or (told.gone and now.gone)


def _says_the_same(message_id: str, notice: Notice) -> bool:
    """Whether the mail with that id told the deadlines as `notice` does: same days, nothing taken out."""
    return _mark(notice) == message_id.partition("@")[0].rpartition(".")[2]


def _mark(notice: Notice) -> str:
    """Which deadlines, as which step of reminding, due when, and whether still owed at all; or which link."""
    told = sorted(
        f"{item.step} {item.reference} {item.due_at.astimezone(UTC):%Y%m%dT%H%M} {item.state in GONE}"
        for item in notice.items
    )
    if (
        notice.desk_link
    ):  # sent again it is another link: the far side must not take it for the same mail
        told.append(notice.desk_link.path)
    return hashlib.sha256("\n".join(told).encode(errors="replace")).hexdigest()[:16]


def _version(message_id: str | None) -> int:
    """Of the mail with that id; 0 without one."""
    if message_id is None:
        return 0
    number = message_id.partition(".")[2].partition(".")[0]
    return int(number) if number.isascii() and number.isdigit() else 1


def _thread(notice: Notice, sender: str, follows: str | None) -> str:
    """What this continues: the mail it corrects, else all that is said of the one obligation; empty: nothing.

    The head of an obligation's thread was never sent; mail programs group by it all the same.
    """
    if follows is not None:
        return f"<{follows}>"
    obligations = {item.reference for item in notice.items}
    if len(obligations) != 1:
        return ""
    mark = hashlib.sha256(obligations.pop().encode(errors="replace")).hexdigest()[:16]
    return f"<obligation-{mark}@{_domain(sender)}>"


def _mailbox(notice: Notice, recipient: str) -> str:
    """Who reads what is answered: nobody writes to themselves, and no link is quoted to others."""
    mailbox = notice.standing_body.mailbox
    answers = is_address(mailbox) and mailbox != recipient and not notice.desk_link
    return mailbox if answers else ""


def _write_headers(message: EmailMessage, notice: Notice, mail_id: str, thread: str) -> None:
    message["Date"] = format_datetime(notice.now)
    message["Message-ID"] = f"<{mail_id}>"
    if thread:
        message["In-Reply-To"] = message["References"] = thread
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "OOF, AutoReply"  # the same to one large server


def _attach(message: EmailMessage, invitations: list[Invitation]) -> None:
    """One deadline is one more way to read the mail, as calendar programs expect; several are attachments.

    RFC 5546 3.2.2 wants a single UID in each object, and most programs act on one object a mail.
    """
    if len(invitations) == 1:
        message.add_alternative(
            invitations[0].octets,
            maintype="text",
            subtype="calendar",
            params=_params(invitations[0]),
        )
        return
    for number, invitation in enumerate(invitations, start=1):
        message.add_attachment(
            invitation.octets,
            maintype="text",
            subtype="calendar",
            params=_params(invitation),
            filename=f"han-nop-{number}.ics",
        )


def _params(invitation: Invitation) -> dict[str, str]:
    return {"method": invitation.method.value, "charset": "utf-8"}


def _html(lines: list[Line], spoken: str) -> str:
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if line.text:
            paragraphs[-1].append(line.html)
        else:
            paragraphs.append([])
    body = "\n".join("<p>" + "<br>\n".join(texts) + "</p>" for texts in paragraphs if texts)
    title = html.escape(lines[0].text)
    return (
        f'<!DOCTYPE html>\n<html lang="{html.escape(spoken)}">\n<head><meta charset="utf-8">'
        f"<title>{title}</title></head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _domain(address: str) -> str:
    return address.rpartition("@")[2]

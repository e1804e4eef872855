"""What a failed conversation means for the delivery. Codes: RFC 5321 4.2; enhanced ones: RFC 3463."""

import re
from datetime import datetime, timedelta

from bots.backoff import Trouble
from bots.mail.connection import NOT_NOW, Failed, Stage
from scheduler.language import _
from scheduler.run.outcome import Later, Outcome, Refused, Unknown

SETTINGS_PAUSE = timedelta(minutes=5)  # what is set wrong is put right by a person
NOT_YET = timedelta(minutes=1)  # the outbox lets it grow: greylists open after a few minutes
BUSY = timedelta(minutes=1)

LOGIN_FIRST = (530, 534, 535, 538)

# Who is addressed does not exist, or no longer: bad mailbox or domain, moved, disabled. 5.1.7 and 5.1.8 are
# about the sender; other classes about the message, the policy or the day.
_NO_MAILBOX = re.compile(r"\b5\.(1\.(1|2|3|6|10)|2\.1)\b")
_ENHANCED = re.compile(r"\b5\.\d{1,3}\.\d{1,3}\b")
_NO_MAILBOX_CODES = (550, 551, 553)
_NO_MAILBOX_WORDS = (
    "unknown",
    "no such",
    "not exist",
    "doesn't exist",
    "not found",
    "no mailbox",
    "invalid mailbox",
    "invalid recipient",
    "disabled",
)


def classify(failed: Failed, *, now: datetime, trouble: Trouble) -> Outcome:
    """What `failed` means for the delivery that was under way."""
    reason = f"{failed.code} {failed.text}" if failed.code else failed.text
    if fault := _fault_of_settings(failed):
        trouble.spell.failed(f"{fault} ({reason})")
        return Later(now + SETTINGS_PAUSE, f"{fault} ({reason})", pauses_lane=True)
    if failed.code is None and failed.stage is Stage.DATA:
        return Unknown(reason)
    if failed.code is None:
        return Later(trouble.failed(now, reason), reason, pauses_lane=True)
    if failed.code == NOT_NOW or failed.stage <= Stage.SENDER:
        return Later(max(trouble.failed(now, reason), now + BUSY), reason, pauses_lane=True)
    if failed.code < 500:
        return Later(now + NOT_YET, reason)
    return Refused(reason, closes_address=_has_no_mailbox(failed))


def _fault_of_settings(failed: Failed) -> str:
    """What an admin has to put right; empty when it is not ours."""
    refused = failed.code is not None and failed.code >= 500
    if failed.untrusted:
        return _("Chứng thư của máy chủ thư không đáng tin. Kiểm tra THIDUA_SMTP_HOST.")
    if failed.stage is Stage.TLS and (failed.unable or refused):
        return _("Máy chủ thư không nhận STARTTLS. Kiểm tra THIDUA_SMTP_PORT, THIDUA_SMTP_TLS.")
    login = failed.stage is Stage.LOGIN and (failed.unable or refused)
    if login or failed.code in LOGIN_FIRST:
        return _(
            "Máy chủ thư không nhận đăng nhập. Kiểm tra THIDUA_SMTP_USER, THIDUA_SMTP_PASSWORD."
        )
    if failed.stage is Stage.SENDER and refused:
        return _("Máy chủ thư không nhận người gửi này. Kiểm tra THIDUA_SMTP_FROM.")
    if failed.stage is Stage.RECIPIENT and refused and "relay" in failed.text.lower():
        return _("Máy chủ thư không chuyển thư ra ngoài cho hệ thống. Kiểm tra THIDUA_SMTP_USER.")
    return ""


def _has_no_mailbox(failed: Failed) -> bool:
    if _ENHANCED.search(failed.text):
        return bool(_NO_MAILBOX.search(failed.text))
    if failed.stage is not Stage.RECIPIENT or failed.code not in _NO_MAILBOX_CODES:
        return False
    return any(words in failed.text.lower() for words in _NO_MAILBOX_WORDS)

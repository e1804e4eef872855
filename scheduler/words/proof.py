"""What a report is made of: which proof a duty wants, and what was handed in."""

from collections.abc import Iterable

from scheduler import proof as proofs
from scheduler.language import _, ngettext


def name(proof: str) -> str:
    """ "số, ký hiệu văn bản"."""
    return {
        "number": _("số, ký hiệu văn bản"),
        "file": _("tệp văn bản"),
        "note": _("ghi chú"),
    }.get(proof, proof)


def listed(proof: Iterable[str]) -> str:
    """ "số, ký hiệu văn bản; tệp văn bản; theo Mẫu số 01; gửi qua Hệ thống quản lý văn bản": what, then how."""
    given = tuple(proof)
    parts = [name(one) for one in proofs.asked(given)]
    if forms := proofs.texts(given, proofs.FORM):
        parts.append(_("theo {forms}").format(forms=", ".join(forms)))
    if channels := proofs.texts(given, proofs.CHANNEL):
        parts.append(_("gửi qua {channels}").format(channels=_(" và ").join(channels)))
    return "; ".join(parts)


def numbered(number: str) -> str:
    """ "Số, ký hiệu: 125/BC-STC": a line; `number` is shown as it is."""
    return _("Số, ký hiệu: {number}").format(number=number)


def noted(note: str) -> str:
    """ "Ghi chú: …": a line; `note` is shown as it is."""
    return _("Ghi chú: {note}").format(note=note)


def given(number: str | None, files: int) -> str:
    """ "số 125/BC-STC, 2 tệp"; empty for neither. `number` is shown as it is."""
    parts = [
        _("số {number}").format(number=number) if number else "",
        ngettext("{count} tệp", files).format(count=files) if files else "",
    ]
    return ", ".join(part for part in parts if part)

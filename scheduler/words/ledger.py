"""What is said of the ledger: what is wrong with it, and where it ends."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from scheduler.errors import Fault, FaultKind, LedgerBroken
from scheduler.language import _, ngettext

if TYPE_CHECKING:
    from scheduler.store.ledger import End  # slow, and most commands need no ledger


def say_ledger(error: LedgerBroken) -> str:
    """All that is wrong, a line each, and what to do."""
    head = _("Sổ đôn đốc bị sửa hoặc mất dòng:")
    foot = _("Hãy giữ nguyên cơ sở dữ liệu và đối chiếu với bản sao lưu.")
    return "\n".join([head, *(f"• {say_fault(fault)}" for fault in error.faults), foot])


def say_fault(fault: Fault) -> str:
    """One thing that is wrong, and where."""
    told = _sentences(fault)[fault.kind]
    lines = f"{fault.seq}–{fault.until}" if fault.until > fault.seq else str(fault.seq)
    chain = _("chuỗi {chain}").format(chain=fault.chain) if fault.chain else _("chuỗi chung")
    return told.format(chain=chain, lines=lines, seq=fault.seq, detail=fault.detail)


def _sentences(fault: Fault) -> dict[FaultKind, str]:
    return {
        FaultKind.GAP: _("{chain}: thiếu dòng {lines}"),
        FaultKind.TAIL: _("{chain}: cuối sổ không khớp dấu đã giữ, xem dòng {lines}"),
        FaultKind.PREVIOUS: _("{chain}, dòng {lines}: không nối tiếp dòng trước"),
        FaultKind.TIE: _("{chain}, dòng {lines}: không nối vào chuỗi chung"),
        FaultKind.SEAL: _("{chain}, dòng {lines}: nội dung không khớp dấu"),
        FaultKind.FOREIGN: _("{chain}, dòng {lines}: dòng của bên khác"),
        FaultKind.UNREADABLE: _("{chain}, dòng {lines}: không đọc được cột {detail}"),
        FaultKind.GUARD: _("lớp khóa chống sửa sổ đã bị gỡ hoặc tắt: {detail}"),
        FaultKind.APPLIED: _("{chain}: thiếu dòng của lần áp dụng {detail}"),
        FaultKind.SENT: ngettext(
            "{chain}: thiếu dòng của {seq} tin đã gửi, số {detail}", fault.seq
        ),
        FaultKind.CLAIM: _("{chain}: sổ chưa từng có dấu {seq} {detail}"),
    }


def say_ends(ends: "Iterable[End]") -> list[str]:
    """Where each chain ends, a line each, short enough to be copied: what `ledger verify --against` takes."""
    return [say_end(end.short) for end in ends]


def say_end(end: str) -> str:
    """Where a chain ends; `end` as it is printed, see `ledger.End.short`."""
    return _("Dấu sổ: {end}").format(end=end)

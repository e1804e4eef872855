"""Yes or no at the keyboard, in the words of who sits there."""

import sys
import unicodedata

from rich.console import Console
from rich.text import Text

from scheduler.language import _

# With marks, without, and as Telex and VNI leave them where no input method listens.
_YES = ("c", "có", "co", "cos", "co1", "đồng ý", "dong y", "vâng", "vang", "ừ", "y", "yes", "ok")
_NO = (
    "k", "ko", "không", "khong", "khoong", "kho6ng", "thôi", "thoi", "hủy", "huỷ", "huy", "n", "no",
)  # fmt: skip


def ask(question: str, console: Console) -> bool:
    """Whether the person says yes. Nothing typed, a closed input or Ctrl-C is no; what is neither is asked again."""
    while True:
        try:
            if sys.stdin is None:  # closed before we began
                raise EOFError
            given = console.input(Text(f"{question} {_('[c/K]')}: "))
        except (EOFError, KeyboardInterrupt):
            console.print()
            return False
        answer = read_answer(given)
        if answer is not None:
            return answer
        console.print(_("Đề nghị trả lời “có” (c) hoặc “không” (k)."))


def read_answer(given: str) -> bool | None:
    """Yes (True), no (False; also what is empty), or neither (None)."""
    words = " ".join(unicodedata.normalize("NFC", given).casefold().split()).strip(" .!")
    if words in _YES:
        return True
    return False if words in ("", *_NO) else None

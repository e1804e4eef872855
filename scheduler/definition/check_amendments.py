"""Checks of single times that were decided anew, as far as no calendar is needed; see `plan.amended_times`."""

from collections.abc import Iterator

from scheduler.definition.document import Document
from scheduler.definition.models import Amendment, Definition, Duty
from scheduler.definition.problems import Problem
from scheduler.definition.reasons import nearest
from scheduler.definition.tree import Path
from scheduler.language import _


def amendment_problems(document: Document[Definition]) -> Iterator[Problem]:
    """A duty nobody defined or that has no days of its own, and a time that is decided twice."""
    value = document.value
    duties = {duty.id: duty for duty in value.duties}
    sure = document.sure("duties") and all(
        document.sure("duties", index, "id") for index in range(len(value.duties))
    )
    seen: set[tuple[str, str]] = set()
    for index, one in enumerate(value.amendments):
        path: Path = ("amendments", index)
        if sure and one.duty not in duties:
            reason = _("Không có nhiệm vụ báo cáo nào mã “{id}”.").format(id=one.duty)
            said = f"{reason} {nearest(one.duty, duties)}".strip()
            yield document.problem((*path, "duty"), said)
        elif one.duty in duties:
            yield from _without_days(document, one, duties[one.duty], path)
        if (one.duty, one.of) in seen:
            reason = _(
                "Lần “{key}” của nhiệm vụ “{id}” đã điều chỉnh ở trên: mỗi lần chỉ một điều chỉnh."
            )
            yield document.problem((*path, "of"), reason.format(key=one.of, id=one.duty))
        seen.add((one.duty, one.of))


def _without_days(
    document: Document[Definition], one: Amendment, duty: Duty, path: Path
) -> Iterator[Problem]:
    """What is called for, received or told in another report has no time that a definition could move."""
    index = next(i for i, duty_ in enumerate(document.value.duties) if duty_.id == one.duty)
    if duty.due is None or not duty.due.has_no_day or not document.sure("duties", index, "due"):
        return
    reason = _(
        "Nhiệm vụ “{id}” không có ngày riêng (đột xuất, tính từ ngày nhận văn bản hoặc lồng ghép):"
        " đề nghị sửa chính nhiệm vụ."
    )
    yield document.problem((*path, "duty"), reason.format(id=one.duty))

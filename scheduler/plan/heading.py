"""What a definition says of the campaign itself. Pure."""

from scheduler.dates import say
from scheduler.definition.models import Definition, Directive
from scheduler.plan.model import Heading


def heading_of(definition: Definition) -> Heading:
    """The heading of the plan that `definition` makes."""
    return Heading(
        title=definition.title,
        directive=directive_name(definition.directive),
        zone=definition.timezone,
        year=definition.year,
        last_year=definition.last_year if len(definition.years) > 1 else None,
    )


def directive_name(directive: Directive) -> str:
    """ "210/KH-UBND ngày 15/01/2024", "chỉ thị tháng 02/2021"; what the document leaves blank is left out."""
    parts = [part for part in (directive.number or directive.type,) if part]
    if directive.issued_on:
        parts.append(f"ngày {say.in_numbers(directive.issued_on)}")
    elif directive.issued_in:
        year, month = map(int, directive.issued_in.split("-"))
        parts.append(f"tháng {say.month_in_numbers(month)}/{year}")
    return " ".join(parts)

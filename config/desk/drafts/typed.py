"""What a form of a part says, in the keys of the definition; its faults stand beside its fields."""

from config.desk.drafts.item_forms import ItemForm
from scheduler.campaign.drafting.around import Around
from scheduler.campaign.drafting.correcting import values_of
from scheduler.campaign.drafting.written import Part, Values
from scheduler.errors import ValuesRefused


def values_in(
    form: ItemForm, around: Around, was: Part, *, quote: str = "", new: bool = False
) -> Values | None:
    """The values that the form says; None where it has faults, which stand beside their fields.

    `was`: the part as it stood when the form was made; `new`: there was none. `quote`: the words it is made from.
    """
    sound = form.validate()
    before = None if new else was.values
    try:
        values = values_of(
            was.kind, was.key, form.sent(around), around, was=before, quote=quote or None
        )
    except ValuesRefused as error:
        form.refuse(error)
        return None
    return values if sound else None

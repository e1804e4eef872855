"""Who does the long work that pages of the desk ask for, by its kind."""

from collections.abc import Mapping
from functools import partial

from config.desk.looks import LOOKS
from scheduler.campaign.editing import first_messages, rehearsal_work
from scheduler.installation import Installation
from scheduler.run.works import Doer


def doers(installation: Installation) -> Mapping[str, Doer]:
    """All of them."""
    return {
        rehearsal_work.KIND: partial(rehearsal_work.rehearse, installation, LOOKS),
        first_messages.KIND: partial(rehearsal_work.tell_first, installation, LOOKS),
    }

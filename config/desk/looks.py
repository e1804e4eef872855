"""How a notice reads in each channel, without anything being sent: for rehearsals."""

from collections.abc import Mapping

from bots.mail import message
from bots.telegram.sending import card
from scheduler.campaign.rehearsal import Look
from scheduler.run.saying.notice import Notice


def _as_card(notice: Notice) -> str:
    return card.render(notice).plain


LOOKS: Mapping[str, Look] = {"telegram": _as_card, "mail": message.plain}

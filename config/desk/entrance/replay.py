"""A kept form, sent to the same path as if its sender had pressed the button now."""

from fastapi import Response

from config.desk.desk import Visit
from scheduler.access.kept_forms import Form
from scheduler.web.again import Again, ask


async def send_again(visit: Visit, form: Form) -> Response:
    """What the page at its path answers, for who is signed in here."""
    answer = await ask(visit.request, Again(form.path, form.content_type, form.body))
    led_to = answer.headers.get("location", "")
    if visit.desk.root and led_to:  # it is put there once more on the way out
        answer.headers["location"] = led_to.removeprefix(visit.desk.root)
    return answer

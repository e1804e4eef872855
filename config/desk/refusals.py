"""What went wrong below /ban, said in the frame of the desk."""

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool

from config.desk.desk import Desk, Visit
from config.desk.visiting import find, speak_to
from scheduler.errors import AWAY
from scheduler.web.errors import Frame, Refusal


def frame(desk: Desk) -> Frame:
    """Who makes those pages: with navigation for who is signed in, in their language."""

    async def refuse(request: Request, refusal: Refusal) -> Response:
        visit = await run_in_threadpool(_look, desk, request)
        values = {"said": refusal.said, "advice": refusal.advice}
        if visit:
            return speak_to(visit).page("loi", status=refusal.status_code, **values)
        return desk.show(request, "loi", status=refusal.status_code, **values)

    return refuse


def _look(desk: Desk, request: Request) -> Visit | None:
    try:
        return find(desk, request)
    except AWAY:
        return None

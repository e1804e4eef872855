"""An application whose pages and feeds share headers, language, files and refusals."""

from collections.abc import Callable, Mapping

from fastapi import FastAPI

from scheduler.web import errors, static, templates
from scheduler.web.asked_language import ChooseLanguage
from scheduler.web.errors import Refusing
from scheduler.web.headers import AddHeaders


def make(refusing: Refusing, *, more_headers: Callable[[], Mapping[str, str]] = dict) -> FastAPI:
    """The ground routes are included on; `more_headers` are made for each answer."""
    app = FastAPI(
        title="Thi Đua", docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False
    )
    app.add_middleware(AddHeaders, more=more_headers)
    app.add_middleware(ChooseLanguage)
    app.include_router(static.router([templates.STYLE, templates.ICON]))
    errors.install(app, refusing)
    return app

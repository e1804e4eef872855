"""Files of ours that pages load: read once, named by their version."""

import hashlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from fastapi import APIRouter, Response

from scheduler.web.headers import STATIC
from scheduler.web.respond import READ

PATH = "/giao-dien"
TYPES = {".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}


@dataclass(frozen=True)
class StaticFile:
    """A style sheet or picture at `path`; `url` changes when its bytes do."""

    path: str
    url: str
    octets: bytes
    media_type: str


def read(file: Path) -> StaticFile:
    """The file there. Raises OSError, and KeyError for a kind that pages do not load."""
    octets, path = file.read_bytes(), f"{PATH}/{file.name}"
    version = hashlib.sha256(octets).hexdigest()[:12]
    return StaticFile(path, f"{path}?v={version}", octets, TYPES[file.suffix])


def router(files: Sequence[StaticFile]) -> APIRouter:
    """Where these files are fetched."""
    routes = APIRouter(include_in_schema=False)
    for file in files:
        routes.add_api_route(file.path, _answer_with(file), methods=READ)
    return routes


def _answer_with(file: StaticFile) -> Callable[[], Awaitable[Response]]:
    async def answer() -> Response:
        return Response(file.octets, media_type=file.media_type, headers=STATIC)

    return answer

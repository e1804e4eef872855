"""The pages of calendars on a port of loopback; their addresses name that port."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fastapi import FastAPI

from tests.calendars.pages_world import World, open_world
from tests.listening import listening


@contextmanager
def serving(folder: Path) -> Iterator[tuple[World, str]]:
    """The world below `folder` and its address."""
    worlds: list[World] = []

    def make(base: str) -> FastAPI:
        worlds.append(open_world(folder, base_url=base, rehearsal=True))
        return worlds[0].app

    with listening(make) as base:
        try:
            yield worlds[0], base
        finally:
            worlds[0].database.close()

"""Judges what the loopback Bot API answers.

aiogram's models must know every field and find all they require; python-telegram-bot must leave none over.
"""

from importlib import import_module
from typing import Any

import httpx
from pydantic import BaseModel, TypeAdapter
from telegram import TelegramObject

TOKEN = "123456:" + "t" * 35


class _Models:
    """aiogram's models by their names; importing them takes three seconds, which only who asks for one pays."""

    def __getattr__(self, name: str) -> Any:
        if not name[0].isupper():  # what collects tests asks everything for marks
            raise AttributeError(name)
        return getattr(import_module("aiogram.types"), name)


aiogram = _Models()


class Caller:
    """Calls methods with JSON and reads the results as aiogram models, no field unknown."""

    def __init__(self, base_url: str, token: str = TOKEN) -> None:
        self._http = httpx.AsyncClient(base_url=base_url, trust_env=False, timeout=20)
        self.token = token

    async def raw(self, method: str, **params: Any) -> httpx.Response:
        return await self._http.post(f"/bot{self.token}/{method}", json=params)

    async def refusal(self, method: str, **params: Any) -> tuple[int, str]:
        """The status and description; fails when the envelope is not Telegram's."""
        response = await self.raw(method, **params)
        answer = response.json()
        assert answer["ok"] is False
        assert answer["error_code"] == response.status_code
        return response.status_code, answer["description"]

    async def call(self, model: Any, method: str, **params: Any) -> Any:
        response = await self.raw(method, **params)
        answer = response.json()
        assert answer["ok"] is True, answer
        result = TypeAdapter(model).validate_python(answer["result"])
        assert list(unknown_fields(result)) == []
        return result

    async def close(self) -> None:
        await self._http.aclose()


def unknown_fields(value: Any, path: str = "") -> list[str]:
    """Paths of all fields that aiogram's models do not know."""
    if isinstance(value, list | tuple):
        return [f for n, item in enumerate(value) for f in unknown_fields(item, f"{path}[{n}]")]
    if not isinstance(value, BaseModel):
        return []
    unknown = [f"{path}.{name}" for name in value.model_extra or {}]
    known = ((name, getattr(value, name)) for name in type(value).model_fields)
    return unknown + [f for name, v in known for f in unknown_fields(v, f"{path}.{name}")]


def left_over(value: Any) -> dict[str, Any]:
    """Fields that python-telegram-bot did not know, anywhere in what it parsed."""
    if isinstance(value, list | tuple):
        return {k: v for item in value for k, v in left_over(item).items()}
    if not isinstance(value, TelegramObject):
        return {}
    slots = (s for c in type(value).__mro__ for s in getattr(c, "__slots__", ()))
    inner = [getattr(value, s, None) for s in slots if not s.startswith("_") and s != "api_kwargs"]
    return {**value.api_kwargs, **left_over(inner)}

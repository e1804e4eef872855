"""What a request carries: JSON, urlencoded or multipart, all read the same way."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.datastructures import UploadFile
from starlette.requests import Request

from tests.loopback.envelope import refuse


@dataclass(frozen=True)
class Upload:
    """A file that came with the request."""

    name: str
    mime: str
    content: bytes


@dataclass
class Params:
    """Parameters by name. Numbers may be text, structures may be JSON text, as in the real Bot API."""

    values: Mapping[str, object]
    files: Mapping[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The text of `name`; empty when absent."""
        value = self.values.get(name)
        return "" if value is None else str(value)

    def integer(self, name: str, default: int = 0) -> int:
        value = self.values.get(name)
        if value is None or value == "":
            return default
        try:
            return int(str(value))
        except ValueError:
            raise refuse(400, f"can't parse {name}: an integer expected") from None

    def boolean(self, name: str) -> bool:
        return str(self.values.get(name, "")).lower() in ("true", "1")

    def structure(self, name: str) -> object:
        """A dict or a list; None when absent."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise refuse(400, f"can't parse {name} JSON object") from None

    def mapping(self, name: str) -> dict[str, object]:
        value = self.structure(name)
        return value if isinstance(value, dict) else {}

    def file(self, name: str) -> Upload | str:
        """The upload of `name`, directly or by `attach://`; else the file_id or address it names."""
        if name in self.files:
            return self.files[name]
        value = self.text(name)
        if not value.startswith("attach://"):
            return value
        attached = self.files.get(value.removeprefix("attach://"))
        if attached is None:
            raise refuse(400, f"can't find file {value} in the request")
        return attached

    @property
    def chat_id(self) -> int | None:
        """None when the method is about no chat, or names one by @username."""
        text = self.text("chat_id")
        return int(text) if text.lstrip("-").isdigit() else None


async def read(request: Request) -> Params:
    """The parameters of `request`: query and body together, the body wins."""
    values: dict[str, object] = dict(request.query_params)
    kind = request.headers.get("content-type", "").split(";")[0]
    if kind == "application/json":
        values.update(_json(await request.body()))
        return Params(values)
    if kind not in ("multipart/form-data", "application/x-www-form-urlencoded"):
        return Params(values)
    files: dict[str, Upload] = {}
    async with request.form(max_part_size=64 * 1024 * 1024) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                files[name] = await _upload(value)
            else:
                values[name] = value
    return Params(values, files)


def _json(body: bytes) -> dict[str, object]:
    try:
        read = json.loads(body or b"{}")
    except ValueError:
        raise refuse(400, "can't parse JSON object") from None
    return read if isinstance(read, dict) else {}


async def _upload(file: UploadFile) -> Upload:
    mime = file.content_type or "application/octet-stream"
    return Upload(file.filename or "file", mime, await file.read())

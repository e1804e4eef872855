"""Files a bot can send again by id and fetch by path."""

import hashlib
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from tests.loopback.envelope import JsonDict, refuse
from tests.loopback.params import Upload

FETCH_LIMIT = 20 * 1024 * 1024
SEND_LIMIT = 50 * 1024 * 1024


@dataclass(frozen=True)
class Stored:
    id: str
    path: str
    upload: Upload

    def as_json(self) -> JsonDict:
        unique = hashlib.sha256(self.upload.content).hexdigest()[:16]
        size = len(self.upload.content)
        return {"file_id": self.id, "file_unique_id": unique, "file_size": size}

    def document(self) -> JsonDict:
        named = {"file_name": self.upload.name, "mime_type": self.upload.mime}
        return {**self.as_json(), **named}

    def photo(self) -> list[JsonDict]:
        """Two sizes, the larger one last."""
        sizes = ({"width": 320, "height": 240}, {"width": 1280, "height": 960})
        return [{**self.as_json(), **size} for size in sizes]


@dataclass
class Files:
    stored: dict[str, Stored] = field(default_factory=dict)

    def keep(self, upload: Upload, folder: str = "documents") -> Stored:
        number = len(self.stored) + 1
        path = f"{folder}/file_{number}{PurePosixPath(upload.name).suffix}"
        file = Stored(f"LB{number:08d}", path, upload)
        self.stored[file.id] = file
        return file

    def take(self, file: Upload | str, folder: str) -> Stored:
        """A new upload kept, or the one a file_id names. Raises BotApiError for neither, or one too large."""
        if isinstance(file, Upload):
            if len(file.content) > SEND_LIMIT:
                raise refuse(400, "file is too big")
            if not file.content:
                raise refuse(400, "file must be non-empty")
            return self.keep(file, folder)
        return self.find(file)

    def find(self, file_id: str) -> Stored:
        """Raises BotApiError for an unknown id."""
        if file_id not in self.stored:
            raise refuse(400, "wrong file identifier/HTTP URL specified")
        return self.stored[file_id]

    def at(self, path: str) -> Stored | None:
        """What is fetched by `path`; None when there is nothing."""
        return next((f for f in self.stored.values() if f.path == path), None)

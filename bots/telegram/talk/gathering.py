"""What a report has so far: kept as JSON in the question that gathers it."""

import re
from dataclasses import asdict, dataclass, field

from scheduler.store.tables import Question
from scheduler.workflow import questions
from scheduler.workflow.report import Report, StoredFile

# "125/BC-STC", "12/2024/QĐ-UBND", "Số 7/KH": how offices number their papers
_NUMBER = re.compile(r"(?:số\s*:?\s*)?\d{1,6}[\w.]{0,6}\s*/\s*[\w&.\-–/ ]{1,60}", re.IGNORECASE)
_WORD = re.compile(r"số(?:\s*hiệu)?\s*:?\s*(?=\d)", re.IGNORECASE)


@dataclass
class Gathered:
    """`version` counts changes: a summary shown before the last one is not handed in."""

    number: str | None = None
    note: str | None = None
    files: list[StoredFile] = field(default_factory=list)
    album: str | None = None
    version: int = 0

    @property
    def report(self) -> Report:
        return Report(self.number, self.note, tuple(self.files))

    def add(self, file: StoredFile, album: str | None) -> None:
        """One more file; the same one twice counts once."""
        if file.content_hash not in [known.content_hash for known in self.files]:
            self.files.append(file)
        self.album = album

    def as_data(self) -> dict[str, object]:
        return asdict(self)

    @classmethod
    def read(cls, question: Question) -> "Gathered":
        data = questions.gathered(question)
        files, number, note, album = (data.get(k) for k in ("files", "number", "note", "album"))
        version = data.get("version")
        return cls(
            number=number if isinstance(number, str) else None,
            note=note if isinstance(note, str) else None,
            files=[StoredFile(**one) for one in files] if isinstance(files, list) else [],
            album=album if isinstance(album, str) else None,
            version=version if isinstance(version, int) else 0,
        )


def bare_number(text: str) -> str:
    """`text` without the word "số" before it, which cards say themselves."""
    return _WORD.sub("", text.strip())


def looks_like_number(text: str) -> bool:
    """Whether `text` is the number of a paper and nothing else."""
    return _NUMBER.fullmatch(text.strip()) is not None

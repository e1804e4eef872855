"""What a report has so far: kept as JSON in the question that gathers it."""

import re
from dataclasses import asdict, dataclass, field, replace

from bots.files import name_for
from scheduler.store.tables import Question
from scheduler.workflow import questions
from scheduler.workflow.report import Report, StoredFile

# "125/BC-STC", "12/2024/QĐ-UBND", "Số 7/KH": how offices number their papers
_NUMBER = re.compile(r"(?:số\s*:?\s*)?\d{1,6}[\w.]{0,6}\s*/\s*[\w&.\-–/ ]{1,60}", re.IGNORECASE)
_WITHIN = re.compile(r"\d[\w.]*\s*/\s*[^\W\d_]")
_WORD = re.compile(r"số(?:\s*hiệu)?\s*:?\s*(?=\d)", re.IGNORECASE)
NOTE_WORDS = 4  # fewer may be a yes, a thank you, a slip


@dataclass
class Gathered:
    """`version` counts changes: a summary shown before the last one is not handed in."""

    number: str | None = None
    note: str | None = None
    files: list[StoredFile] = field(default_factory=list)
    album: str | None = None
    version: int = 0
    note_asked: bool = False

    @property
    def report(self) -> Report:
        return Report(self.number, self.note, tuple(self.files))

    def add(self, file: StoredFile, album: str | None) -> None:
        """One more file; the same one twice counts once. One without a name gets one no other of these has."""
        if file.content_hash not in [known.content_hash for known in self.files]:
            taken = [known.name for known in self.files]
            self.files.append(replace(file, name=file.name or name_for(file.media_type, taken)))
        self.album = album

    def take(self, other: "Gathered") -> None:
        """All that `other` has and this has not."""
        self.number, self.note = self.number or other.number, self.note or other.note
        for file in other.files:
            self.add(file, other.album)

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
            note_asked=data.get("note_asked") is True,
        )


def bare_number(text: str) -> str:
    """`text` without the word "số" before it, which cards say themselves."""
    return _WORD.sub("", text.strip())


def looks_like_number(text: str) -> bool:
    """Whether `text` is the number of a paper and nothing else."""
    return _NUMBER.fullmatch(text.strip()) is not None


def has_number(text: str) -> bool:
    """Whether `text` can be the number of a paper: a few words with a digit, or any with "125/BC" among them."""
    if len(text.split()) < NOTE_WORDS:
        return any(sign.isdecimal() for sign in text)
    return _WITHIN.search(text) is not None


def is_note(text: str) -> bool:
    """Whether `text` plainly tells something: a sentence, and no number of a paper."""
    return len(text.split()) >= NOTE_WORDS and not has_number(text)

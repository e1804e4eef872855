"""What a report has so far: kept as JSON in the question that gathers it."""

from dataclasses import asdict, dataclass, field, replace

from bots.telegram.talk.unit import paper_number
from bots.telegram.talk.unit.placing import Offer, Part, Taken, Unplaced
from scheduler.store.file_names import name_for
from scheduler.store.files import StoredFile
from scheduler.store.tables import Question
from scheduler.text import cut
from scheduler.workflow import questions
from scheduler.workflow.report import Report

NUMBER_LIMIT, NOTE_LIMIT = 100, 1000


@dataclass
class Gathered:
    """`version` counts changes: a summary shown before the last one is not handed in.

    `offer` is repeated with buttons and waits for one; `spare` was typed and is no part of the report yet.
    """

    number: str | None = None
    note: str | None = None
    files: list[StoredFile] = field(default_factory=list)
    album: str | None = None
    version: int = 0
    note_asked: bool = False
    offer: Offer | None = None
    spare: str = ""

    @property
    def report(self) -> Report:
        return Report(self.number, self.note, tuple(self.files))

    def add(self, file: StoredFile, album: str | None) -> StoredFile | None:
        """One more file, unless the same is here already: that one is returned.

        One without a name gets one no other of these has.
        """
        self.album = album
        same = [known for known in self.files if known.content_hash == file.content_hash]
        if same:
            return same[0]
        taken = [known.name for known in self.files]
        self.files.append(replace(file, name=file.name or name_for(file.media_type, taken)))
        return None

    def put(self, words: Taken | Offer | Unplaced) -> None:
        """Take what is certain, keep the rest for a button; an earlier offer is over."""
        self.offer = None
        match words:
            case Taken(Part.NUMBER, text):
                self.number = cut(paper_number.bare(text), NUMBER_LIMIT) or None
            case Taken(Part.NOTE, text):
                self.note, self.note_asked, self.spare = cut(text, NOTE_LIMIT) or None, False, ""
            case Offer(part, text):
                shown = paper_number.bare(text) if part is Part.NUMBER else text
                limit = NUMBER_LIMIT if part is Part.NUMBER else NOTE_LIMIT
                self.offer = replace(words, text=cut(shown, limit))
            case Unplaced(spare) if spare:
                self.spare = cut(spare, NOTE_LIMIT)

    def take(self, other: "Gathered") -> None:
        """All that `other` has and this has not."""
        self.number, self.note = self.number or other.number, self.note or other.note
        self.spare, self.offer = self.spare or other.spare, self.offer or other.offer
        for file in other.files:
            self.add(file, other.album)

    def as_data(self) -> dict[str, object]:
        return asdict(self)

    @classmethod
    def read(cls, question: Question) -> "Gathered":
        data = questions.gathered(question)
        files, number, note, album = (data.get(k) for k in ("files", "number", "note", "album"))
        version, offer = data.get("version"), data.get("offer")
        return cls(
            number=number if isinstance(number, str) else None,
            note=note if isinstance(note, str) else None,
            files=[StoredFile(**one) for one in files] if isinstance(files, list) else [],
            album=album if isinstance(album, str) else None,
            version=version if isinstance(version, int) else 0,
            note_asked=data.get("note_asked") is True,
            offer=_offer(offer) if isinstance(offer, dict) else None,
            spare=str(data.get("spare") or ""),
        )


def _offer(data: dict[str, object]) -> Offer:
    forwarded = data.get("forwarded") is True
    return Offer(Part(str(data["part"])), str(data["text"]), forwarded)

"""Where the files of reports and the documents are kept."""

from pathlib import Path

from config.settings import Settings
from scheduler.installation import Installation


def files_folder(installation: Installation, settings: Settings) -> Path:
    """The folder of kept files; it belongs to this database alone."""
    file = installation.database.file
    beside = file.with_name(f"{file.stem}-files") if file else Path("thidua-files")
    return settings.files_dir or beside

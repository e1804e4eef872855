"""Which revision of the tables a database has, and bringing it to ours."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

import scheduler.store.tables  # noqa: F401 - fills the metadata
from scheduler.store.columns import Table

if TYPE_CHECKING:
    from alembic.config import Config

REVISIONS = Path(__file__).parent / "revisions"


def revision_of(connection: Connection) -> str | None:
    """The revision of the database; None when it has no tables of ours."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    return None if found is None else str(found)


def missing_tables(connection: Connection) -> list[str]:
    """Our tables that the database does not have, by name; asked of one whose revision is ours."""
    return sorted(Table.metadata.tables.keys() - set(inspect(connection).get_table_names()))


def known_revisions() -> list[str]:
    """Every revision of this program, oldest first: the names of their files begin with them."""
    return sorted(path.name.split("_")[0] for path in (REVISIONS / "versions").glob("[0-9]*.py"))


def upgrade(connection: Connection) -> None:
    """Bring the tables to the newest revision."""
    from alembic import command  # noqa: PLC0415 - slow, and only this one command needs it

    command.upgrade(config(connection), "head")


def config(connection: Connection) -> "Config":
    """Alembic's configuration, made here: there is no ini file."""
    from alembic.config import Config  # noqa: PLC0415 - as above

    made = Config()
    made.set_main_option("script_location", str(REVISIONS))
    made.attributes["connection"] = connection
    return made

"""Alembic's way in: our metadata, one history for SQLite and PostgreSQL."""

from alembic import context

import scheduler.store.tables  # noqa: F401 - fills the metadata
from scheduler.store.columns import Table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()

"""The ledger has one chain an issuer, and a table of their ends: a tail that was cut off is missed."""

import sqlalchemy as sa
from alembic import op

import scheduler.store.columns

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_COLUMNS = "seq, at, issuer_id, actor, kind, subject, data, previous, hash"
_GUARDS = (("kept", "UPDATE", ""), ("whole", "DELETE", ""))
_ONCE = "WHEN EXISTS (SELECT 1 FROM ledger WHERE {key})"  # INSERT OR REPLACE
_ENDED = """
    INSERT INTO ledger_end (chain, seq, hash)
    SELECT '', seq, hash FROM ledger WHERE seq = (SELECT max(seq) FROM ledger)"""


def upgrade() -> None:
    """All lines there are become the chain of the installation, as they are: what was sealed stays sealed."""
    if op.get_bind().dialect.name == "sqlite":
        _rebuild("chain, seq", "chain = NEW.chain AND seq = NEW.seq", filled="'', ")
    else:
        op.add_column("ledger", sa.Column("chain", sa.String(), nullable=False, server_default=""))
        op.alter_column("ledger", "chain", server_default=None)
        op.drop_constraint("pk_ledger", "ledger", type_="primary")
        op.create_primary_key("pk_ledger", "ledger", ["chain", "seq"])
    op.create_table(
        "ledger_end",
        sa.Column("chain", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("chain", name=op.f("pk_ledger_end")),
    )
    op.execute(_ENDED)


def downgrade() -> None:
    """Raises RuntimeError where lines stand in more than one chain: they do not fit into one without new seals."""
    if len(op.get_bind().execute(sa.text("SELECT DISTINCT chain FROM ledger")).all()) > 1:
        raise RuntimeError(
            "the ledger has several chains; restore a copy made before revision 0018"
        )
    op.drop_table("ledger_end")
    if op.get_bind().dialect.name == "sqlite":
        _rebuild("seq", "seq = NEW.seq")
        return
    op.drop_constraint("pk_ledger", "ledger", type_="primary")
    op.drop_column("ledger", "chain")
    op.create_primary_key("pk_ledger", "ledger", ["seq"])


def _rebuild(key: str, same: str, filled: str = "") -> None:
    """SQLite cannot change the key of a table; its triggers go with the old one and are made again."""
    named = f"chain, {_COLUMNS}" if filled else _COLUMNS
    chain = [sa.Column("chain", sa.String(), nullable=False)] if filled else []
    op.create_table(
        "ledger_rebuilt",
        *chain,
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("issuer_id", sa.String(), nullable=True),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("actor", "kind", "subject", "data", "previous", "hash")
        ),
        sa.PrimaryKeyConstraint(*key.split(", "), name=op.f("pk_ledger")),
    )
    filling = f"INSERT INTO ledger_rebuilt ({named}) SELECT {filled}{_COLUMNS}"
    op.execute(f"{filling} FROM ledger ORDER BY seq")
    op.drop_table("ledger")
    op.rename_table("ledger_rebuilt", "ledger")
    op.create_index("ix_ledger_subject", "ledger", ["subject"])
    for name, event, when in (*_GUARDS, ("once", "INSERT", _ONCE.format(key=same))):
        op.execute(
            f"CREATE TRIGGER ledger_{name} BEFORE {event} ON ledger {when}"
            " BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
        )

"""The ledger is append-only, whoever holds the connection."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

GUARDS = (("kept", "UPDATE"), ("whole", "DELETE"))
_SQLITE = """
    CREATE TRIGGER ledger_{name} BEFORE {event} ON ledger {when}
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"""
_FUNCTION = """
    CREATE FUNCTION ledger_kept() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$"""
_POSTGRESQL = """
    CREATE TRIGGER ledger_{name} BEFORE {event} ON ledger
    FOR EACH {each} EXECUTE FUNCTION ledger_kept()"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for name, event in GUARDS:
            op.execute(_SQLITE.format(name=name, event=event, when=""))
        again = "WHEN EXISTS (SELECT 1 FROM ledger WHERE seq = NEW.seq)"  # INSERT OR REPLACE
        op.execute(_SQLITE.format(name="once", event="INSERT", when=again))
        return
    op.execute(_FUNCTION)
    for name, event in GUARDS:
        op.execute(_POSTGRESQL.format(name=name, event=event, each="ROW"))
    op.execute(_POSTGRESQL.format(name="once", event="TRUNCATE", each="STATEMENT"))


def downgrade() -> None:
    table = "" if op.get_bind().dialect.name == "sqlite" else " ON ledger"
    for name in ("once", "whole", "kept"):
        op.execute(f"DROP TRIGGER ledger_{name}{table}")
    if table:
        op.execute("DROP FUNCTION ledger_kept()")

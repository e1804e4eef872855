"""Two who put the same draft into force at once, on either database: it is done once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sqlmodel import func, select

from scheduler.campaign.editing import begin, launching, looking
from scheduler.campaign.editing.launching import Launched, Seen
from scheduler.store.tables import DefinitionRevision, Obligation
from tests.config.desk.desk_world import NOW, OURS, open_desk
from tests.config.desk.drafted import CLERK
from tests.databases import PostgresServer, SqliteFiles

SOURCE = Path("config/samples/campaigns/phu-tho-2024.yaml").read_text("utf-8")


def test_pressed_by_two_at_once_it_is_done_once(
    databases: SqliteFiles | PostgresServer, tmp_path: Path
) -> None:
    world = open_desk(tmp_path, databases.migrated())
    with world.database.write(OURS) as session:
        draft = begin.from_text(session, SOURCE, issuer_id=OURS, by=CLERK, now=NOW)
    seen = Seen(1, looking.look(world.desk.installation, draft).digest)

    def launch(by: str) -> Launched:
        return launching.launch(world.desk.installation, draft.id, seen, issuer_id=OURS, by=by)

    with ThreadPoolExecutor(4) as threads:
        done = list(threads.map(launch, ["a", "b", "c", "d"]))
    assert {(one.campaign, one.revision) for one in done} == {("phu-tho-2024", 1)}
    assert sum(one.shown is not None for one in done) == 1
    with world.database.read() as session:
        assert session.exec(select(func.count()).select_from(DefinitionRevision)).one() == 1
        assert session.exec(select(func.count()).select_from(Obligation)).one() == 63
    world.database.close()

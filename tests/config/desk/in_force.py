"""A desk with a campaign of ours in force; made once a run, copied for each test."""

import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from sqlmodel import select

from scheduler.campaign import proposals
from scheduler.definition.models import Definition
from scheduler.definition.read import read_definition_text
from scheduler.store.agenda import find_campaign
from scheduler.store.editions import load_edition
from scheduler.store.organisation import find_unit
from scheduler.store.people import bind
from scheduler.store.tables import Occurrence
from tests.config.desk.desk_world import NOW, OURS, DeskWorld, open_desk

CODE = "phu-tho-2024"
PAGE = f"/ban/phong-trao/{CODE}"
MORE = """
  - id: thang
    title: Báo cáo tháng
    kind: bao_cao_thang
    due: {every: month, by: 15}
    origin: {set: Sở Nội vụ}
    owed_by: {blocks: all}
    to: ban-tdkt
  - id: dot-xuat
    title: Báo cáo đột xuất
    kind: bao_cao_khac
    due: {on_request: true, working_days: 3}
    origin: {set: Sở Nội vụ}
    owed_by: {blocks: all}
    to: ban-tdkt
"""


def campaign_in_force(folder: Path) -> DeskWorld:
    """With a monthly report and one on request beside those of the sample; of our units one can be reached."""
    world = open_desk(folder)
    world.database.close()
    shutil.copy(_made(), folder / "thidua.sqlite3")
    return world


@cache
def _made() -> Path:
    folder = Path(mkdtemp())
    world = open_desk(folder)
    installation = world.desk.installation
    text = (installation.config_dir / "campaigns" / f"{CODE}.yaml").read_text("utf-8")
    head, notes, rest = text.partition("\nnotes:")
    proposal = proposals.propose_text(installation, head + MORE + notes + rest, name="")
    proposals.apply(installation, proposal, proposals.preview(installation, proposal))
    with world.database.write() as session:
        unit = find_unit(session, "ubnd-viet-tri", issuer_id=OURS)
        bind(session, unit, address="1", actor="admin", now=NOW)
    world.database.close()
    return folder / "thidua.sqlite3"


def definition(world: DeskWorld) -> Definition:
    """As it is in force."""
    with world.database.read() as session:
        edition = load_edition(session, find_campaign(session, CODE, issuer_id=OURS))
    return read_definition_text(edition.source, name=CODE)


def revision(world: DeskWorld) -> int:
    """That is in force."""
    with world.database.read() as session:
        return find_campaign(session, CODE, issuer_id=OURS).revision


def row(world: DeskWorld, duty: str, key: str) -> Occurrence:
    """One time of a duty, as the agenda has it."""
    with world.database.read() as session:
        return session.exec(
            select(Occurrence).where(Occurrence.duty == duty, Occurrence.key == key)
        ).one()

"""The addresses of the desk: who gets in where, and one of each thing they show."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count

from fastapi.routing import RouteContext, iter_route_contexts
from sqlmodel import Session, select

from scheduler.access import links
from scheduler.access.roles import Role
from scheduler.access.secret import digest
from scheduler.campaign.editing import begin
from scheduler.definition.dump import dump
from scheduler.store import file_folder
from scheduler.store.organisation_revisions import load_in_force
from scheduler.store.tables import (
    Account,
    Campaign,
    DefinitionRevision,
    DeskSession,
    Document,
    Draft,
    DraftItem,
    Occurrence,
    OrganisationRevision,
    Unit,
    UnitList,
    Work,
)
from scheduler.unit_lists.workbook import Sheet, text_of
from tests.config.desk.desk_world import NOW, WALL, DeskWorld

STAFF = {Role.HEAD, Role.DEPUTY, Role.CLERK, Role.ADMIN}
# Who may what where the issuer says nothing else.
LOOK = frozenset({*STAFF, Role.VIEWER})
WORK = frozenset(STAFF)
DEFINE = frozenset({Role.CLERK, Role.ADMIN})
APPROVE = frozenset({Role.HEAD, Role.ADMIN})
ADMIT_OR_KEEP = frozenset({Role.ADMIN, Role.OPERATOR})
HAS_PASSWORD = frozenset({Role.ADMIN, Role.VIEWER, Role.OPERATOR})  # a post is entered by links
SIGNED_IN = frozenset(Role)
ANYBODY = frozenset({*Role, None})  # None: a stranger

# Who gets in, by method and path as it is declared, names of parameters left out.
TABLE: Mapping[tuple[str, str], frozenset[Role] | frozenset[Role | None]] = {
    ("GET", "/ban"): SIGNED_IN,
    ("GET", "/ban/vao"): ANYBODY,
    ("POST", "/ban/vao"): ANYBODY,
    ("GET", "/ban/vao/lien-ket"): ANYBODY,
    ("POST", "/ban/vao/lien-ket"): ANYBODY,
    ("GET", "/ban/vao/{}"): ANYBODY,
    ("POST", "/ban/vao/{}"): ANYBODY,
    ("POST", "/ban/ra"): SIGNED_IN,
    ("POST", "/ban/ngon-ngu"): SIGNED_IN,
    ("GET", "/ban/phien"): SIGNED_IN,
    ("POST", "/ban/phien/{}/ket-thuc"): SIGNED_IN,
    ("POST", "/ban/phien/ket-thuc-khac"): SIGNED_IN,
    ("POST", "/ban/phien/ket-thuc-het"): SIGNED_IN,
    ("GET", "/ban/mat-khau"): HAS_PASSWORD,
    ("POST", "/ban/mat-khau"): HAS_PASSWORD,
    ("GET", "/ban/mat-khau/xong"): SIGNED_IN,
    ("GET", "/ban/giu-lai"): SIGNED_IN,
    ("POST", "/ban/giu-lai/gui"): SIGNED_IN,
    ("POST", "/ban/giu-lai/bo"): SIGNED_IN,
    ("GET", "/ban/tai-khoan"): ADMIT_OR_KEEP,
    ("POST", "/ban/tai-khoan"): ADMIT_OR_KEEP,
    ("POST", "/ban/tai-khoan/{}/lien-ket"): ADMIT_OR_KEEP,
    ("POST", "/ban/tai-khoan/{}/dang-xuat"): ADMIT_OR_KEEP,
    ("POST", "/ban/tai-khoan/{}/dong"): ADMIT_OR_KEEP,
    ("GET", "/ban/phong-trao/{}"): LOOK,
    ("GET", "/ban/phong-trao/{}/nhiem-vu"): LOOK,
    ("GET", "/ban/phong-trao/{}/lan/{}/{}"): LOOK,
    ("POST", "/ban/phong-trao/{}/lan/{}/{}"): DEFINE,
    ("GET", "/ban/phong-trao/{}/dinh-nghia"): LOOK,
    ("GET", "/ban/phong-trao/{}/dinh-nghia/{}"): LOOK,
    ("POST", "/ban/phong-trao/{}/dinh-nghia/{}/lay-lai"): DEFINE,
    ("POST", "/ban/phong-trao/{}/sua"): DEFINE,
    ("GET", "/ban/phong-trao/{}/dot-xuat"): DEFINE,
    ("POST", "/ban/phong-trao/{}/dot-xuat"): DEFINE,
    ("GET", "/ban/phong-trao/{}/nam-khac"): DEFINE,
    ("POST", "/ban/phong-trao/{}/nam-khac"): DEFINE,
    ("GET", "/ban/phong-trao/giao-dien/bang.css"): ANYBODY,
    ("GET", "/ban/van-ban"): LOOK,
    ("GET", "/ban/van-ban/{}"): LOOK,
    ("GET", "/ban/van-ban/{}/tep"): LOOK,
    ("GET", "/ban/van-ban/{}/da-co"): DEFINE,
    ("POST", "/ban/van-ban/{}/ban-thao"): DEFINE,
    ("GET", "/ban/van-ban/moi/{}"): DEFINE,
    ("POST", "/ban/van-ban/moi/{}/giu"): DEFINE,
    ("POST", "/ban/van-ban/moi/{}/bo"): DEFINE,
    ("GET", "/ban/van-ban/moi"): DEFINE,
    ("POST", "/ban/van-ban/moi"): DEFINE,
    ("GET", "/ban/ban-thao"): LOOK,
    ("GET", "/ban/ban-thao/moi"): DEFINE,
    ("POST", "/ban/ban-thao/moi"): DEFINE,
    ("GET", "/ban/ban-thao/moi/tep"): DEFINE,
    ("POST", "/ban/ban-thao/moi/tep"): DEFINE,
    ("GET", "/ban/ban-thao/{}"): LOOK,
    ("GET", "/ban/ban-thao/{}/ban-thao.yaml"): LOOK,
    ("GET", "/ban/ban-thao/{}/soan"): LOOK,
    ("GET", "/ban/ban-thao/{}/soan/mau"): LOOK,
    ("POST", "/ban/ban-thao/{}/soan/mau"): DEFINE,
    ("GET", "/ban/ban-thao/{}/soan/chung"): LOOK,
    ("POST", "/ban/ban-thao/{}/soan/chung"): DEFINE,
    ("GET", "/ban/ban-thao/{}/soan/chua-doc/bo"): LOOK,
    ("POST", "/ban/ban-thao/{}/soan/chua-doc/bo"): DEFINE,
    ("GET", "/ban/ban-thao/{}/soan/{}/bo"): DEFINE,
    ("POST", "/ban/ban-thao/{}/soan/{}/bo"): DEFINE,
    ("POST", "/ban/ban-thao/{}/soan/{}/doi-cho"): DEFINE,
    ("GET", "/ban/ban-thao/{}/soan/{}/ngay-ky-niem"): LOOK,
    ("POST", "/ban/ban-thao/{}/soan/{}/ngay-ky-niem"): DEFINE,
    ("GET", "/ban/ban-thao/{}/soan/them/{}"): DEFINE,
    ("POST", "/ban/ban-thao/{}/soan/them/{}"): DEFINE,
    ("GET", "/ban/ban-thao/{}/soan/{}"): LOOK,
    ("POST", "/ban/ban-thao/{}/soan/{}"): DEFINE,
    ("POST", "/ban/ban-thao/{}/dinh-nghia"): DEFINE,
    ("GET", "/ban/ban-thao/{}/yaml"): LOOK,
    ("POST", "/ban/ban-thao/{}/yaml"): DEFINE,
    ("GET", "/ban/ban-thao/{}/lich-su"): LOOK,
    ("POST", "/ban/ban-thao/{}/lich-su"): DEFINE,
    ("GET", "/ban/ban-thao/{}/thay-doi"): LOOK,
    ("GET", "/ban/ban-thao/{}/thay-doi/tin"): LOOK,
    ("POST", "/ban/ban-thao/{}/thay-doi/tin"): LOOK,
    ("POST", "/ban/ban-thao/{}/ap-dung"): APPROVE,
    ("POST", "/ban/ban-thao/{}/trinh"): DEFINE,
    ("POST", "/ban/ban-thao/{}/rut"): DEFINE,
    ("GET", "/ban/ban-thao/{}/tra-lai"): APPROVE,
    ("POST", "/ban/ban-thao/{}/tra-lai"): APPROVE,
    ("POST", "/ban/ban-thao/{}/len-moi"): DEFINE,
    ("POST", "/ban/ban-thao/{}/moi"): DEFINE,
    ("GET", "/ban/ban-thao/{}/dien-tap"): LOOK,
    ("POST", "/ban/ban-thao/{}/dien-tap"): WORK,
    ("GET", "/ban/ban-thao/{}/dien-tap/{}"): LOOK,
    ("GET", "/ban/ban-thao/{}/bo"): DEFINE,
    ("POST", "/ban/ban-thao/{}/bo"): DEFINE,
    ("GET", "/ban/ban-thao/{}/con-lai"): LOOK,
    ("GET", "/ban/ban-thao/{}/muc/{}"): LOOK,
    ("POST", "/ban/ban-thao/{}/muc/{}"): DEFINE,
    ("GET", "/ban/ban-thao/{}/them"): LOOK,
    ("POST", "/ban/ban-thao/{}/them"): DEFINE,
    ("POST", "/ban/ban-thao/{}/viec"): DEFINE,
    ("GET", "/ban/don-vi"): LOOK,
    ("GET", "/ban/don-vi/danh-sach.xlsx"): LOOK,
    ("GET", "/ban/don-vi/danh-sach.csv"): LOOK,
    ("GET", "/ban/don-vi/tai-len"): DEFINE,
    ("POST", "/ban/don-vi/tai-len"): DEFINE,
    ("GET", "/ban/don-vi/danh-sach/{}"): LOOK,
    ("GET", "/ban/don-vi/danh-sach/{}/cot"): DEFINE,
    ("POST", "/ban/don-vi/danh-sach/{}/cot"): DEFINE,
    ("POST", "/ban/don-vi/danh-sach/{}/sua"): DEFINE,
    ("POST", "/ban/don-vi/danh-sach/{}/vang"): DEFINE,
    ("POST", "/ban/don-vi/danh-sach/{}/ap-dung"): DEFINE,
    ("POST", "/ban/don-vi/danh-sach/{}/bo"): DEFINE,
    ("GET", "/ban/don-vi/lich-su"): LOOK,
    ("GET", "/ban/don-vi/lich-su/{}"): LOOK,
    ("POST", "/ban/don-vi/lich-su/{}/lay-lai"): DEFINE,
    ("GET", "/ban/don-vi/{}"): LOOK,
    ("POST", "/ban/don-vi/{}"): DEFINE,
}
# What is not theirs is refused; what they cannot have is not there, nor what only an upload under way has.
OUT = {"/ban/mat-khau": "nothing there"}
_UPLOAD = "/ban/van-ban/moi/{}"
IN = {("GET", _UPLOAD): "nothing there", ("POST", "/ban/ban-thao/{}/moi"): "nothing there"}
# What is done to an upload that is over, or never was, leads back to the documents.
ABROAD = dict.fromkeys((f"{_UPLOAD}/giu", f"{_UPLOAD}/bo"), "in")
# Pages of a draft that is written down as a text.
WRITTEN = (
    "soan",
    "yaml",
    "lich-su",
    "thay-doi",
    "trinh",
    "rut",
    "tra-lai",
    "ap-dung",
    "dien-tap",
    "len-moi",
    "moi",
)
# What stands last in the address of a part of a written draft: what is added, or the id of an entry of SOURCE.
BELOW = {"them": "round", "soan": "dot-1"}
# What a form has to say to be read at all.
FORMS = {
    "/ban/ban-thao/{}/lich-su": {"revision": "1", "ban": "1"},
    "/ban/ban-thao/{}/viec": {"viec": "nhan.{}.1"},
}


def routes(world: DeskWorld) -> Iterator[RouteContext]:
    """The addresses of the desk."""
    for route in iter_route_contexts(world.app.routes):
        if re.match(r"/ban(/|$)", route.path or ""):
            yield route


def addresses(world: DeskWorld) -> list[tuple[str, str]]:
    """Method and path of each, HEAD left out."""
    return sorted(
        (method, re.sub(r"\{[^}]*\}", "{}", route.path or ""))
        for route in routes(world)
        for method in (route.methods or set()) - {"HEAD"}
    )


@dataclass(frozen=True)
class Things:
    """One of each kind of an issuer, by how the address of it begins; `item`: of the draft."""

    ids: Mapping[str, str]
    item: str

    def fill(self, path: str) -> str:
        """The address of the one of this kind."""
        steps = path.split("/")
        kind = steps[2] if len(steps) > 2 else ""
        kind = "soan" if kind == "ban-thao" and steps[4:] and steps[4] in WRITTEN else kind
        kind = steps[3] if kind == "don-vi" and steps[3:4] in (["danh-sach"], ["lich-su"]) else kind
        own = self.ids.get(kind, "")
        path = path.replace("{}", own, 1)
        last = BELOW.get(path.partition("/{}")[0].rpartition("/")[2], self.item)
        return path.replace("{}", last)

    def form(self, path: str) -> dict[str, str]:
        """What is sent there."""
        given = FORMS.get(path, {"x": ""})
        return {name: value.replace("{}", self.item) for name, value in given.items()}


_number = count(1)
SOURCE = """campaign: pt
title: Phong trào
year: 2024
directive: {issuer: A}
phases:
- {id: dot-1, title: Đợt 1, first_day: 2024-01-01, last_day: 2024-06-30, origin: {set: A}}
duties: []
"""


def make_things(world: DeskWorld, role: Role, issuer: str) -> Things:
    """New ones, so that nothing was done to them before; the session is another one of that role."""
    number = next(_number)
    text = f"Các sở gửi báo cáo số {number} trước ngày 30/6/2024."
    content_hash = hashlib.sha256(text.encode()).hexdigest()
    file_folder.put(world.desk.files, content_hash, text.encode())
    secret = world.sign_in(role, issuer)
    with world.database.write() as session:
        other = session.exec(select(DeskSession).where(DeskSession.digest == digest(secret))).one()
        account = Account(name=f"a{number}", role=Role.VIEWER, issuer_id=issuer, made_at=WALL)
        campaign = Campaign(
            issuer_id=issuer,
            code=f"pt-{number}",
            title="Phong trào",
            directive="",
            zone="Asia/Ho_Chi_Minh",
            year=2024,
            revision=1,
            changed_at=NOW,
        )
        document = Document(
            issuer_id=issuer,
            content_hash=content_hash,
            name="kế hoạch.txt",
            size=len(text.encode()),
            text=text,
            by="test",
            kept_at=NOW,
        )
        session.add_all([account, campaign, document])
        session.flush()
        draft = Draft(
            issuer_id=issuer,
            document_id=document.id,
            title="Phong trào",
            by="test",
            begun_at=NOW,
            changed_by="test",
            changed_at=NOW,
        )
        session.add(draft)
        session.flush()
        item = DraftItem(
            draft_id=draft.id or 0,
            kind="field",
            position=1,
            key="title",
            found='{"value": "Phong trào"}',
            written='{"value": "Phong trào"}',
        )
        session.add(item)
        session.flush()
        _put_into_force(session, campaign, str(item.id))
        units = UnitList(
            issuer_id=issuer,
            name="đơn vị.xlsx",
            rows=text_of([Sheet("1", (("Tên đơn vị",), ("Sở Mới",)))]),
            by="test",
            kept_at=NOW,
            changed_by="test",
            changed_at=NOW,
        )
        source = dump(load_in_force(session, issuer))
        earlier = OrganisationRevision(
            issuer_id=issuer, revision=1000 + number, source=source, author="test", applied_at=NOW
        )
        session.add_all([units, earlier])
        session.flush()
        written = begin.from_text(session, SOURCE, issuer_id=issuer, by="test", now=NOW)
        session.add(rehearsed(written.id, item.id, issuer))
        ids = {
            "soan": str(written.id),
            "vao": links.make(session, account_id=account.id, by="test", wall=WALL, now=NOW),
            "phien": str(other.id),
            "tai-khoan": str(account.id),
            "van-ban": str(document.id),
            "ban-thao": str(draft.id),
            "phong-trao": campaign.code,
            "danh-sach": str(units.id),
            "lich-su": str(earlier.revision),
            "don-vi": UNIT_OF[issuer],
        }
        return Things(ids, str(item.id))


def rehearsed(draft_id: int | None, number: int | None, issuer: str) -> Work:
    """A rehearsal of that draft, of that number, in which nothing was said."""
    lists = ("busiest", "crowded", "deadlines", "days_off", "untold_peaks", "silent", "unreachable")
    found = {"days": {}, "messages": 0, "people": 0, "crowded_in_all": 0} | {
        one: [] for one in lists
    }
    return Work(
        id=number,
        issuer_id=issuer,
        draft_id=draft_id,
        kind="rehearsal",
        revision=1,
        asked='{"from": "2024-01-01", "to": "2024-12-31"}',
        state="done",
        by="test",
        begun_at=NOW,
        found=json.dumps(found),
    )


def _put_into_force(session: Session, campaign: Campaign, number: str) -> None:
    """A definition of that number, and one time of a duty called so."""
    campaign.revision = int(number)
    unit = session.exec(select(Unit).where(Unit.issuer_id == campaign.issuer_id)).first()
    edition = DefinitionRevision(
        campaign_id=campaign.id or 0,
        revision=campaign.revision,
        source=SOURCE.replace("pt", campaign.code, 1),
        author="test",
        applied_at=NOW,
    )
    time = Occurrence(
        campaign_id=campaign.id or 0, duty=number, key=number, title="Báo cáo", kind="bao_cao_khac",
        origin="set", origin_text="test", to_unit_id=unit.id if unit else 0, proof="", changed_at=NOW,
    )  # fmt: skip
    session.add_all([campaign, edition, time])
    session.flush()


UNIT_OF = {"phu-tho": "buu-dien", "lai-chau": "vp-dbqh-hdnd"}  # which the other one has not
KINDS = (
    "danh-sach",
    "lich-su",
    "don-vi",
    "soan",
    "vao",
    "phien",
    "tai-khoan",
    "van-ban",
    "ban-thao",
    "phong-trao",
)
NOWHERE = Things(dict.fromkeys(KINDS, "999999"), "999999")

"""Two issuers share a bot and do not see each other; one person may sit with both."""

import pytest

from scheduler.store.organisation import find_unit
from scheduler.workflow.invitation import invite
from tests.bots.telegram.talk.conftest import make_town
from tests.build import Province, at, definition, duty, organisation


@pytest.fixture
def shared(sqlite_files):
    """Province "pt", and a district "tb" whose head of v1 is also the head of u1."""
    town = make_town(sqlite_files)
    units = [{"id": f"v{n}", "name": f"Xã v{n}", "kind": "xa", "block": "k1"} for n in range(3)]
    issuer = {"id": "tb", "name": "UBND huyện", "lane": "tg-pt", "standing_body": "v0"}
    other = Province(town.province.database, organisation(0, units=units, issuer=issuer)).open(
        bound=False
    )
    for code, user in (("v0", "200"), ("v1", "101"), ("v2", "202")):
        other.bind(code, user, now=at("2024-01-02 08:00"))
    given = duty("xa", due={"by": "07-20"}, to="v0", owed_by={"all": True, "except": ["v0"]})
    other.apply(definition(given, campaign="tb-2024", issuer="tb"), now=at("2024-01-03 08:00"))
    return town


def test_one_person_sees_what_both_ask(shared):
    said = shared.phone("101").command("/viec")[0]
    assert said.index("Báo cáo xa") < said.index("Báo cáo bc")


def named(shared):
    return dict(shared.province.rows("SELECT id, name FROM issuer"))


def test_each_line_of_a_greeting_names_the_issuer(shared):
    names = named(shared)
    lines = shared.phone("101").command("/start")[0].splitlines()
    assert sorted(lines[1:]) == [
        f"• Thủ trưởng đơn vị, Sở Tài chính ({names['pt']})",
        f"• Thủ trưởng đơn vị, Xã v1 ({names['tb']})",
    ]


def test_each_duty_names_the_issuer_to_who_serves_two(shared):
    names = named(shared)
    for command in ("/viec", "/nop"):
        said = shared.phone("101").command(command)[0]
        assert [said.count(f"\n{name}\n") for name in names.values()] == [1, 1]
    alone = shared.phone("202").command("/viec")[0]
    assert names["tb"] not in alone


def test_calendar_links_name_the_issuer(shared):
    """Two departments of one name: the button is told by its number, the link by whose it is."""
    shared.province.execute("UPDATE unit SET name = 'Sở Tài chính' WHERE code = 'v1'")
    names, head = named(shared), shared.phone("101")
    told = head.command("/lich")[-1].partition("Liên kết lịch tạo được cho:\n")[2].splitlines()
    assert told == [f"{n}. Sở Tài chính ({names[id_]})" for n, id_ in ((1, "pt"), (2, "tb"))]
    assert head.last.labels == ["1. Tạo liên kết lịch", "2. Tạo liên kết lịch"]
    made = head.tap(head.last.buttons[1].data)[0]
    assert made.startswith(f"Liên kết lịch của Sở Tài chính ({names['tb']}).")


@pytest.mark.parametrize("code", ["u2", "v2"])
def test_invitation_names_the_issuer_at_every_step(shared, code):
    with shared.province.database.write() as session:
        unit = find_unit(session, code)
        name, issuer = unit.name, named(shared)[unit.issuer_id]
        invited = invite(session, unit, post_kind="deputy", by="admin", now=shared.now)
        group = invite(session, unit, post_kind="group", by="admin", now=shared.now)
    newcomer, head = shared.phone("555"), shared.phone({"u2": "102", "v2": "202"}[code])
    post = f"Phó Thủ trưởng đơn vị, {name} ({issuer})"
    assert post in newcomer.command(f"/start {invited}")[0]
    assert any(post in said for said in newcomer.press("Đúng, xác nhận"))
    assert f"{name} ({issuer})" in head.command(f"/start {group}")[0]
    there = shared.phone(head.user, "-100")
    assert f"{name} ({issuer})" in there.command(f"/start {group}")[0]
    assert any(f"{name} ({issuer})" in said for said in there.press("Xác nhận"))


def test_standing_body_sees_its_own_only(shared):
    assert "Báo cáo bc" not in shared.phone("200").command("/tinhhinh")[0]
    assert "Báo cáo xa" not in shared.phone("100").command("/tinhhinh")[0]


def test_report_goes_to_the_issuer_that_asked(shared):
    head = shared.phone("101")
    head.command("/nop")
    head.press("1. Báo cáo xa")
    head.say("1/BC")
    head.send("a.pdf")
    head.press("Gửi")
    shared.pump()
    assert "Xã v1 đã gửi" in shared.phone("200").last.text
    assert "Xã v1" not in " ".join(m.text for m in shared.phone("100").messages)


@pytest.mark.parametrize("action", ["ac", "gb", "wa", "eg", "ed", "er"])
def test_standing_body_of_another_issuer_decides_nothing(shared, action):
    before = shared.province.rows("SELECT * FROM obligation")
    for obligation in range(1, 6):
        shared.phone("200").tap(f"{action}:{obligation}:1:1")
    own = {row[0] for row in shared.province.rows("SELECT id FROM question")}
    assert shared.province.rows("SELECT * FROM obligation") == before
    kinds = shared.province.rows("SELECT obligation_id FROM question")
    assert not own or {id_ for (id_,) in kinds} <= {4, 5}

"""Who looks at which page of the desk when it is judged in a browser; every page must be here."""

from scheduler.access.roles import Role

CODE = "phu-tho-2024"
PAGE, CAMPAIGN = f"/ban/phong-trao/{CODE}", "/ban/phong-trao/{code}"
DRAFTS, DOCUMENTS = "/ban/ban-thao", "/ban/van-ban"
DRAFT, DOCUMENT = f"{DRAFTS}/{{draft_id:int}}", f"{DOCUMENTS}/{{document_id:int}}"
EDITOR = f"{DRAFT}/soan"
KINDS = ("round", "peak", "occasion", "milestone", "duty")
KEYS = (
    "dot-he",
    "cao-diem-quoc-khanh",
    "ngay-hoi",
    "hop-mat",
    "bao-cao-thang",
    "so-ket",
    "dot-xuat",
)
UNITS = "/ban/don-vi"
FORGOTTEN = f"{DOCUMENTS}/moi/khong-co"
Visits = list[tuple[Role | None, str]]


def by(role: Role | None, *paths: str) -> Visits:
    """That role looks there."""
    return [(role, path) for path in paths]


# by the route: who looks, and what is asked for there, in the words of `places`
VISITS: dict[str, Visits] = {
    "/ban": [*by(Role.CLERK, "/ban", "/ban?lang=en"), *by(Role.OPERATOR, "/ban")],
    "/ban/vao": by(None, "/ban/vao", "/ban/vao?lang=en"),
    "/ban/vao/lien-ket": by(None, "/ban/vao/lien-ket"),
    "/ban/vao/{secret}": by(None, "/ban/vao/{secret}"),
    "/ban/phien": by(Role.ADMIN, "/ban/phien"),
    "/ban/mat-khau": by(Role.ADMIN, "/ban/mat-khau"),
    "/ban/mat-khau/xong": by(Role.ADMIN, "/ban/mat-khau/xong"),
    "/ban/tai-khoan": [*by(Role.ADMIN, "/ban/tai-khoan"), *by(Role.OPERATOR, "/ban/tai-khoan")],
    "/ban/phong-trao/{code}": by(
        Role.CLERK, f"/ban/phong-trao/{CODE}", f"/ban/phong-trao/{CODE}?lang=en"
    ),
    f"{CAMPAIGN}/nhiem-vu": by(Role.CLERK, f"{PAGE}/nhiem-vu"),
    f"{CAMPAIGN}/lan/{{duty}}/{{key}}": by(Role.CLERK, f"{PAGE}/lan/so-ket-dot-1/once"),
    f"{CAMPAIGN}/dinh-nghia": by(Role.CLERK, f"{PAGE}/dinh-nghia"),
    f"{CAMPAIGN}/dinh-nghia/{{number:int}}": by(Role.CLERK, f"{PAGE}/dinh-nghia/1"),
    f"{CAMPAIGN}/dot-xuat": by(Role.CLERK, f"{PAGE}/dot-xuat"),
    f"{CAMPAIGN}/nam-khac": by(Role.CLERK, f"{PAGE}/nam-khac"),
    DOCUMENTS: by(Role.CLERK, DOCUMENTS),
    f"{DOCUMENTS}/moi": by(Role.CLERK, f"{DOCUMENTS}/moi"),
    f"{DOCUMENTS}/moi/{{key}}": [],  # is among REFUSED; where it is waited for: test_wrong_files_in_chromium
    DOCUMENT: by(Role.CLERK, "{document}", "{document}?cho=5000"),
    f"{DOCUMENT}/da-co": by(Role.CLERK, "{document}/da-co"),
    DRAFTS: by(Role.CLERK, DRAFTS),
    DRAFT: [
        *by(Role.CLERK, "{draft}", "{draft}?lang=en", "{draft}?trang=2", "{decided}"),
        *by(Role.CLERK, *(f"{{draft}}?muc={{{kind}}}" for kind in ("field", "round", "peak", "duty"))),
        *by(Role.CLERK, "{draft}?them=", "{draft}?them=#muc", "{draft}?tu={unplaced}"),
        *by(Role.CLERK, *(f"{{draft}}?them=&loai={kind}" for kind in ("milestone", "occasion", "peak"))),
        *by(Role.VIEWER, "{draft}"),
    ],
    f"{DRAFT}/con-lai": by(Role.CLERK, "{draft}/con-lai"),
    f"{DRAFT}/yaml": [*by(Role.CLERK, "{edited}/yaml?da-ghi=1"), *by(Role.VIEWER, "{edited}/yaml")],
    f"{DRAFT}/thay-doi/tin": by(Role.CLERK, "{written}/thay-doi/tin"),  # that waits shows itself anew
    f"{DRAFT}/lich-su": by(Role.CLERK, "{edited}/lich-su", "{edited}/lich-su?ban=2", "{edited}/lich-su?ban=1&lang=en"),
    f"{DRAFT}/bo": by(Role.CLERK, "{draft}/bo", "{written}/bo"),
    f"{DRAFTS}/moi": by(Role.CLERK, f"{DRAFTS}/moi", f"{DRAFTS}/moi?lang=en"),
    f"{EDITOR}/mau": by(Role.CLERK, "{written}/soan/mau"),
    f"{DRAFT}/thay-doi": [
        *by(Role.CLERK, *(f"{{{name}}}/thay-doi" for name in ("written", "changing", "faulty", "waiting"))),
        *by(Role.HEAD, "{waiting}/thay-doi", "{waiting}/thay-doi?lang=en"),
        *by(Role.VIEWER, "{written}/thay-doi"),
    ],
    f"{DRAFT}/tra-lai": by(Role.HEAD, "{waiting}/tra-lai"),
    EDITOR: [
        *by(Role.CLERK, "{written}/soan", "{written}/soan?lang=en", "{faulty}/soan"),
        *by(Role.CLERK, "{changing}/soan"),
        *by(Role.VIEWER, "{written}/soan"),
    ],
    f"{EDITOR}/chung": by(Role.CLERK, "{written}/soan/chung", "{written}/soan/chung?lang=en"),
    f"{EDITOR}/them/{{kind}}": by(
        Role.CLERK, *(f"{{written}}/soan/them/{kind}" for kind in KINDS), "{written}/soan/them/duty?tu=0"
    ),
    f"{EDITOR}/{{step}}": [
        *by(Role.CLERK, *(f"{{written}}/soan/{key}" for key in KEYS), "{written}/soan/so-ket?lang=en"),
        *by(Role.CLERK, "{faulty}/soan/dot-he", "{faulty}/soan/bao-cao-thang"),
        *by(Role.VIEWER, "{written}/soan/so-ket"),
    ],
    f"{EDITOR}/{{step}}/bo": by(Role.CLERK, "{written}/soan/dot-he/bo", "{written}/soan/so-ket/bo"),
    f"{EDITOR}/{{step}}/ngay-ky-niem": by(
        Role.CLERK, *(f"{{written}}/soan/dot-he/ngay-ky-niem{query}" for query in ("", "?tim=quoc", "?thang=9"))
    ),
    UNITS: by(Role.CLERK, UNITS, f"{UNITS}?tim=so&khoi=khoi-2", f"{UNITS}?lang=en"),
    f"{UNITS}/tai-len": by(Role.CLERK, f"{UNITS}/tai-len"),
    f"{UNITS}/danh-sach/{{number:int}}": [
        *by(Role.CLERK, "{units}", "{units}?dong=3#dong", "{sound_units}", "{units}?lang=en"),
        *by(Role.VIEWER, "{units}"),
    ],
    f"{UNITS}/danh-sach/{{number:int}}/cot": by(Role.CLERK, "{units}/cot"),
    f"{UNITS}/lich-su": by(Role.CLERK, f"{UNITS}/lich-su"),
    f"{UNITS}/lich-su/{{number:int}}": by(Role.CLERK, f"{UNITS}/lich-su/0"),
    f"{UNITS}/{{code}}": [
        *by(Role.CLERK, f"{UNITS}/buu-dien"),
        *by(Role.VIEWER, f"{UNITS}/buu-dien"),
    ],
    f"{DRAFT}/dien-tap": [
        *by(Role.CLERK, "{rehearsed}", "{rehearsed}?lang=en", "{rehearsing}", "{unrehearsed}"),
        *by(Role.VIEWER, "{rehearsed}"),
    ],
    f"{DRAFT}/dien-tap/{{number:int}}": by(
        Role.CLERK,
        "{rehearsed}/1",
        "{rehearsed}/1?tin=1",
        *(f"{{rehearsed}}/1?ngay={when}" for when in ("2024-07", "2024-07-01", "2024-07-07")),
    ),
}  # fmt: skip
# what leads elsewhere, is no page, or is judged where somebody is led to it (test_ways_in_in_chromium)
ELSEWHERE = {
    f"{DRAFT}/ban-thao.yaml",
    f"{DRAFT}/muc/{{item_id:int}}",
    f"{DRAFT}/them",
    f"{DRAFTS}/moi/tep",
    f"{EDITOR}/chua-doc/bo",
    f"{DOCUMENT}/tep",
    "/ban/giu-lai",
    f"{UNITS}/danh-sach.xlsx",
    f"{UNITS}/danh-sach.csv",
}
# who is told what is wrong with what they asked for
REFUSED: list[tuple[Role | None, str, int]] = [
    (Role.CLERK, FORGOTTEN, 404),
    (Role.CLERK, f"{DRAFTS}/999", 404),
    (Role.CLERK, "/ban/khong-co", 404),
    (Role.VIEWER, f"{DOCUMENTS}/moi", 403),
    (None, "/ban/vao/khong-co", 404),
]
ALL = [one for visits in VISITS.values() for one in visits]

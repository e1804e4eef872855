"""Every error of ours as an exit code, a status and a sentence that says what to do next."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from config import error_words as words
from config.unreached import say_unreached
from scheduler import errors
from scheduler.definition.problems import DefinitionInvalid
from scheduler.language import _
from scheduler.words import drafting, refusal, unit_lists, unreadable
from scheduler.words.ledger import say_ledger

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)  # of no moment told the year goes without saying


@dataclass(frozen=True)
class Answer:
    """What a person is told; `exit_code` of a command, `status` of a page."""

    exit_code: int
    status: int
    text: str


def answer(error: errors.ThiDuaError, *, zone: ZoneInfo = ZONE) -> Answer:
    """The answer for `error`: that of its class, or of the nearest base that has one. Moments are told in `zone`."""
    for kind in type(error).__mro__:
        if kind in _REFUSED:
            return Answer(*_REFUSED[kind], refusal.told(error, zone=zone, now=LONG_AGO))
        if kind in _TABLE:
            exit_code, status, sentence = _TABLE[kind]
            return Answer(exit_code, status, sentence(error))
    return Answer(1, 500, _("Có lỗi chưa lường trước ({name}).").format(name=type(error).__name__))


def file_answer(error: OSError) -> Answer:
    """The answer for a file that could not be read or written; without a name it is where we print."""
    reason = words.file_reason(error)
    if error.filename is None:
        return Answer(2, 500, _("Không ghi được lời in ra: {reason}.").format(reason=reason))
    said = _("Không đọc hoặc ghi được {file}: {reason}. Kiểm tra đường dẫn và quyền.")
    return Answer(2, 500, said.format(file=error.filename, reason=reason))


Sentence = Callable[..., str]


def _fixed(text: Callable[[], str]) -> Sentence:
    return lambda error: text().format(**vars(error))


# What the work of units is refused with, in the words the bot has for it.
_REFUSED: dict[type, tuple[int, int]] = {
    errors.NotAllowed: (50, 403),
    errors.NotPossible: (51, 409),
    errors.CutOffPassed: (52, 409),
    errors.ProofMissing: (53, 422),
    errors.NotLater: (54, 422),
    errors.NotWaiting: (71, 404),
    errors.CallNeedsDay: (72, 422),
    errors.NotOwing: (73, 422),
    errors.NotReceivedYet: (74, 422),
    errors.NotCalled: (75, 404),
    errors.InviteUnknown: (55, 404),
    errors.InviteUsed: (56, 410),
    errors.InviteExpired: (57, 410),
    errors.PostPassedOn: (65, 403),
    errors.FileTooBig: (58, 413),
    errors.FileTypeRefused: (59, 415),
    errors.FileUnreachable: (60, 502),
    errors.FileLost: (61, 500),
    errors.SignInRefused: (80, 401),
    errors.SignInThrottled: (81, 429),
    errors.NoWayIn: (82, 403),
    errors.NotStandingBody: (93, 422),
    errors.LinkUnknown: (83, 404),
    errors.LinkUsed: (84, 410),
    errors.LinkExpired: (85, 410),
    errors.BadName: (86, 422),
    errors.NameTaken: (87, 409),
    errors.RoleNotGiven: (88, 422),
    errors.RoleNeedsIssuer: (89, 422),
    errors.RoleTakesNoIssuer: (90, 422),
    errors.UnknownAccount: (91, 404),
    errors.WeakPassword: (92, 422),
}
_TABLE: dict[type, tuple[int, int, Sentence]] = {
    errors.UnreadableFile: (62, 422, unreadable.say_unreadable),
    errors.SecretDocument: (110, 422, unreadable.say_secret),
    errors.UnknownDocument: (
        111,
        404,
        _fixed(lambda: _("Không có văn bản số {document}. Xem lại danh sách văn bản.")),
    ),
    errors.NotKept: (112, 507, unreadable.say_not_kept),
    errors.DocumentAltered: (113, 409, unreadable.say_altered),
    errors.NoSuchLunarDay: (63, 422, words.say_no_lunar_day),
    errors.BadCatalogue: (64, 500, words.say_catalogue),
    errors.SettingsInvalid: (10, 500, words.say_settings),
    DefinitionInvalid: (11, 422, words.say_definition),
    errors.UnknownUnit: (12, 404, words.say_unit),
    errors.UnknownCampaign: (13, 404, words.say_campaign),
    errors.UnknownIssuer: (14, 404, words.say_issuer),
    errors.CircularDates: (15, 422, words.say_circle),
    errors.NoSuchDay: (16, 422, words.say_no_day),
    errors.UnknownReference: (
        17,
        422,
        _fixed(lambda: _("Không có “{reference}” trong định nghĩa hay danh mục ngày kỷ niệm.")),
    ),
    errors.UnknownStep: (
        70,
        500,
        _fixed(
            lambda: _(
                "Trong cơ sở dữ liệu có bước nhắc lạ “{text}”: có người đã sửa dữ liệu bằng tay. Đề nghị "
                "khôi phục từ bản sao lưu gần nhất, hoặc liên hệ người vận hành."
            )
        ),
    ),
    errors.UnknownRevision: (
        106,
        404,
        _fixed(
            lambda: _("Phong trào “{campaign}” không có lần {revision}: lần mới nhất là {newest}.")
        ),
    ),
    errors.PlanChanged: (
        18,
        409,
        _fixed(
            lambda: _(
                "Có người vừa áp dụng “{campaign}”. Đề nghị xem lại thay đổi rồi áp dụng lại."
            )
        ),
    ),
    errors.FileExists: (
        19,
        409,
        _fixed(
            lambda: _(
                "{file} đã có, không ghi đè. Đề nghị chọn tên khác, dời tệp cũ đi, hoặc thêm --force để ghi đè."
            )
        ),
    ),
    errors.DatabaseMissing: (
        20,
        503,
        _fixed(lambda: _("Chưa có cơ sở dữ liệu {url}: đề nghị chạy `thidua init` trước.")),
    ),
    errors.DatabaseOutdated: (
        21,
        503,
        _fixed(
            lambda: _(
                "Cơ sở dữ liệu {url} cũ hơn chương trình: đề nghị sao lưu rồi chạy `thidua init`."
            )
        ),
    ),
    errors.DatabaseNewer: (
        22,
        503,
        _fixed(
            lambda: _(
                "Cơ sở dữ liệu do bản mới hơn tạo ra (“{revision}”): đề nghị cập nhật chương trình."
            )
        ),
    ),
    errors.TableMissing: (
        29,
        503,
        _fixed(
            lambda: _(
                "Cơ sở dữ liệu {url} thiếu bảng {tables}: có lẽ mới khôi phục được một phần. Đề nghị đặt lại "
                "một bản sao lưu đầy đủ, rồi chạy `thidua db restored`."
            )
        ),
    ),
    errors.DatabaseBusy: (
        23,
        503,
        _fixed(
            lambda: _(
                "Cơ sở dữ liệu {url} đang bị chương trình khác khóa. Chưa có gì thay đổi; đề nghị thử lại "
                "sau ít phút."
            )
        ),
    ),
    errors.DiskFull: (
        24,
        507,
        _fixed(
            lambda: _(
                "Ổ đĩa chứa {url} đã đầy. Chưa có gì thay đổi; đề nghị dọn chỗ rồi thực hiện lại."
            )
        ),
    ),
    errors.DatabaseUnreachable: (25, 503, say_unreached),
    errors.AlreadyRunning: (
        26,
        409,
        _fixed(
            lambda: _(
                "Một `thidua serve` khác đang chạy trên cơ sở dữ liệu này (khóa {lock}). Đề nghị dừng nó trước."
            )
        ),
    ),
    errors.NoRehearsal: (
        34,
        409,
        _fixed(
            lambda: _(
                "{url} không phải cơ sở dữ liệu diễn tập, nên --at không ghi gì vào đó. Tạo bản sao bằng"
                " `thidua db copy --to dien-tap.sqlite3`, hoặc cơ sở mới bằng `thidua init --rehearsal`,"
                " và đặt THIDUA_DATABASE_URL tới đó."
            )
        ),
    ),
    errors.TargetTaken: (
        35,
        409,
        _fixed(
            lambda: _(
                "{target} đã có dữ liệu, không ghi đè. Đề nghị chọn chỗ chưa có gì, hoặc dời dữ liệu cũ đi."
            )
        ),
    ),
    errors.UnknownDraft: (94, 404, drafting.unknown),
    errors.UnknownDraftItem: (95, 404, drafting.unknown_item),
    errors.UnknownWork: (105, 404, drafting.unknown_work),
    errors.DraftClosed: (96, 409, drafting.closed),
    errors.ItemChanged: (97, 409, drafting.changed),
    errors.DraftChanged: (114, 409, drafting.draft_changed),
    errors.LaunchDiffers: (120, 409, drafting.differs),
    errors.NothingToLaunch: (121, 409, drafting.nothing),
    errors.NotProposed: (122, 409, drafting.not_proposed),
    errors.ApprovesOwn: (123, 409, drafting.approves_own),
    errors.NobodyApproves: (124, 409, drafting.nobody_approves),
    errors.RevisionOld: (117, 409, words.say_revision_old),
    errors.RevisionUnknown: (118, 409, words.say_revision_unknown),
    errors.CommentsLost: (115, 409, drafting.comments_lost),
    errors.UnknownDraftText: (116, 404, drafting.unknown_text),
    errors.NotUnderstood: (98, 422, drafting.not_understood),
    errors.ValuesRefused: (99, 422, drafting.refused),
    errors.UnreadableList: (100, 422, unit_lists.unreadable),
    errors.UnknownUnitList: (101, 404, unit_lists.unknown),
    errors.UnitListClosed: (102, 409, unit_lists.closed),
    errors.UnitsChanged: (103, 409, unit_lists.changed),
    errors.UnitsFileDiffers: (104, 409, unit_lists.file_differs),
    errors.UnknownSubscription: (
        30,
        404,
        _fixed(lambda: _("Không có liên kết lịch số {subscription}. Xem số ở `thidua links`.")),
    ),
    errors.UnknownBlock: (32, 404, words.say_block),
    errors.NobodyHolds: (
        33,
        404,
        _fixed(
            lambda: _(
                "Chưa ai giữ chức danh {post} của {unit}: đề nghị mời bằng `thidua invite` trước."
            )
        ),
    ),
    errors.BotUnknown: (
        36,
        409,
        _fixed(
            lambda: _(
                "Chưa biết tên bot của kênh {lane} nên chưa có liên kết để vẽ; chưa tạo lời mời nào. Đề nghị "
                "đặt THIDUA_TELEGRAM_TOKEN, chạy `thidua serve` đến khi nhật ký ghi “sends as @…”, rồi mời "
                "lại."
            )
        ),
    ),
    errors.NotOfIssuer: (
        31,
        404,
        _fixed(lambda: _("Cơ quan phát động {issuer} không có mục này. Xem lại tên đã gõ.")),
    ),
    errors.LedgerBroken: (27, 500, say_ledger),
    errors.BodyTooBig: (41, 413, words.say_body),
    errors.TooManyLinks: (42, 429, words.say_links),
    errors.AddressRefused: (37, 409, words.say_address),
    errors.PortTaken: (
        28,
        409,
        _fixed(
            lambda: _(
                "Cổng {port} ở {host} đang có chương trình khác dùng. Đề nghị đặt THIDUA_HTTP_PORT khác."
            )
        ),
    ),
}

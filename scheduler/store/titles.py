"""Titles of posts as an office writes them: a deputy's after the head's, and with the unit."""

from sqlmodel import Session, select

from scheduler.posts import PostKind
from scheduler.store.tables import Post, Unit

GENERIC: dict[str, str] = {
    PostKind.HEAD: "Thủ trưởng",
    PostKind.DEPUTY: "Cấp phó",
    PostKind.CLERK: "Chuyên viên",
    PostKind.GROUP: "Nhóm",
}
DEPUTY, ACTING = "Phó ", "Quyền "
ANY = " đơn vị"  # as in "Thủ trưởng đơn vị": no kind of unit that a name could begin with


def told_title(kind: str, title: str, head_title: str | None) -> str:
    """The title of a post; of a deputy that nobody named otherwise it is made from the head's: "Phó Giám đốc"."""
    if (kind, title) != (PostKind.DEPUTY, GENERIC[PostKind.DEPUTY]) or not head_title:
        return title
    return title if head_title.startswith(DEPUTY) else DEPUTY + head_title.removeprefix(ACTING)


def with_unit(title: str, unit: str) -> str:
    """ "Giám đốc, Sở Tài chính"; what ends the title and begins the unit is said once: "Trưởng Ban Thi đua"."""
    said, named = title.split(), unit.split()
    if title.endswith(ANY):
        return f"{title}, {unit}"
    for count in range(min(len(said), len(named)), 0, -1):
        if [w.casefold() for w in said[-count:]] == [w.casefold() for w in named[:count]]:
            return " ".join([*said[:-count], *named])
    return f"{title}, {unit}"


def in_full(session: Session, post: Post) -> str:
    """Whom a letter to `post` is addressed to; the chat of a unit stands for the unit."""
    unit = session.get_one(Unit, post.unit_id).name
    if post.kind == PostKind.GROUP:
        return unit
    return with_unit(title_of(session, post), unit)


def in_letter(session: Session, post: Post) -> str:
    """How a letter to `post` begins, behind "Kính gửi: Đồng chí"; the chat of a unit stands for the unit."""
    unit = session.get_one(Unit, post.unit_id).name
    return unit if post.kind == PostKind.GROUP else of_unit(title_of(session, post), unit)


def of_unit(title: str, unit: str) -> str:
    """ "Giám đốc Sở Tài chính", as within a sentence: `with_unit` without its comma."""
    full = with_unit(title, unit)
    return f"{title.removesuffix(ANY)} {unit}" if full == f"{title}, {unit}" else full


def title_of(session: Session, post: Post) -> str:
    """The title of `post`, without the unit."""
    return told_title(post.kind, post.title, _head_title(session, post))


def _head_title(session: Session, post: Post) -> str | None:
    if post.kind != PostKind.DEPUTY:
        return None
    query = select(Post.title).where(Post.unit_id == post.unit_id, Post.kind == PostKind.HEAD)
    return session.exec(query).first()

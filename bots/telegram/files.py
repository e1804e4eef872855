"""Files people send to the bot: fetched, then kept as `scheduler.store.files` keeps them."""

import asyncio
import logging
from pathlib import Path

from telegram import Bot
from telegram.error import BadRequest, TelegramError

from scheduler.errors import FileTooBig, FileUnreachable
from scheduler.store import files
from scheduler.store.files import StoredFile

log = logging.getLogger(__name__)


async def keep(bot: Bot, file_id: str, *, name: str, folder: Path, octets: int = 0) -> StoredFile:
    """Fetch a file of Telegram into `folder` and say how it is kept; `octets` as announced, 0 when unknown.

    Raises FileTooBig, FileTypeRefused, FileUnreachable; then nothing is kept.
    """
    files.require_size(octets)
    try:
        found = await bot.get_file(file_id)
        files.require_size(found.file_size or 0)
        content = bytes(await found.download_as_bytearray())
    except BadRequest as error:
        if "too big" in error.message.lower():
            raise FileTooBig(octets) from None
        raise FileUnreachable(error.message) from None
    except TelegramError as error:
        raise FileUnreachable(error.message) from None  # its cause may show the token
    try:
        return await asyncio.to_thread(files.store, content, name=name, folder=folder)
    except OSError as error:
        log.error("a file cannot be kept: %s", error.strerror)
        raise FileUnreachable("not kept") from None

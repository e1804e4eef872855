"""The methods by which a bot hears: long poll, webhook, files."""

import asyncio
import re

from scheduler.clock import monotonic
from tests.loopback import webhook
from tests.loopback.account import Account
from tests.loopback.envelope import JsonDict, refuse
from tests.loopback.faults import REFUSALS, FaultKind
from tests.loopback.files import FETCH_LIMIT
from tests.loopback.params import Params

_SECRET = re.compile(r"[\w-]{0,256}", re.ASCII)


async def get_updates(account: Account, params: Params) -> list[JsonDict]:
    """What waits, oldest first; with `timeout`, waits so many real seconds for something to come."""
    if account.hook.url:
        what = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
        raise refuse(409, what)
    updates = account.updates
    _set_allowed(account, params)
    updates.confirm(params.integer("offset"))
    updates.turn += 1
    turn, limit = updates.turn, params.integer("limit", 100)
    updates.bell.ring()
    deadline = monotonic() + min(params.integer("timeout"), 50)
    while not updates.waiting and monotonic() < deadline and updates.turn == turn:
        await updates.bell.wait(deadline - monotonic())
    if updates.turn != turn:
        raise refuse(*REFUSALS[FaultKind.CONFLICT])
    return updates.waiting[:limit]


async def set_webhook(account: Account, params: Params) -> bool:
    url, secret = params.text("url"), params.text("secret_token")
    if url and not url.startswith(("http://", "https://")):
        raise refuse(400, "bad webhook: invalid webhook URL specified")
    if not _SECRET.fullmatch(secret):
        raise refuse(400, "secret token contains unallowed characters")
    await _stop_hook(account)
    if params.boolean("drop_pending_updates"):
        account.updates.waiting.clear()
    if not url:
        return True
    _set_allowed(account, params)
    connections = params.integer("max_connections", 40)
    account.hook = webhook.Hook(url, secret, connections)
    work = webhook.deliver(account.hook, account.updates, account.clock)
    account.hook_task = asyncio.get_running_loop().create_task(work)
    account.updates.turn += 1
    account.updates.bell.ring()
    return True


async def delete_webhook(account: Account, params: Params) -> bool:
    await _stop_hook(account)
    if params.boolean("drop_pending_updates"):
        account.updates.waiting.clear()
    return True


async def get_webhook_info(account: Account, params: Params) -> JsonDict:
    return account.hook.info(account.updates)


async def get_file(account: Account, params: Params) -> JsonDict:
    file_id = params.text("file_id")
    if file_id not in account.files.stored:
        raise refuse(400, "invalid file_id")
    file = account.files.stored[file_id]
    if len(file.upload.content) > FETCH_LIMIT:
        raise refuse(400, "file is too big")
    return {**file.as_json(), "file_path": file.path}


def _set_allowed(account: Account, params: Params) -> None:
    """An absent list keeps the one before, an empty one means the default."""
    kinds = params.structure("allowed_updates")
    if isinstance(kinds, list):
        account.updates.allowed = frozenset(str(kind) for kind in kinds)


async def _stop_hook(account: Account) -> None:
    task, account.hook_task, account.hook = account.hook_task, None, webhook.Hook()
    if task is not None:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

"""The methods about the bot itself, its chats and its menus."""

import json
import re

from tests.loopback.account import Account
from tests.loopback.chats import administrator, membership
from tests.loopback.envelope import JsonDict, refuse
from tests.loopback.faults import FaultKind
from tests.loopback.params import Params

COMMANDS_LIMIT = 100
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")


async def get_me(account: Account, params: Params) -> JsonDict:
    abilities = {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }
    return {**account.user(), **abilities}


async def get_chat(account: Account, params: Params) -> JsonDict:
    return account.chats.find(params.chat_id).full_info()


async def get_chat_member(account: Account, params: Params) -> JsonDict:
    chat, user_id = account.chats.find(params.chat_id), params.integer("user_id")
    if user_id == account.id:
        return membership(account.user(), "member")
    return chat.member(user_id)


async def get_chat_administrators(account: Account, params: Params) -> list[JsonDict]:
    chat = account.chats.find(params.chat_id)
    if chat.type == "private":
        raise refuse(400, "there are no administrators in the private chat")
    return [administrator(chat.members[admin]) for admin in sorted(chat.admins)]


async def leave_chat(account: Account, params: Params) -> bool:
    chat = account.chats.find(params.chat_id)
    if chat.type == "private":
        raise refuse(400, "chat member status can't be changed in private chats")
    chat.closed = FaultKind.KICKED
    return True


async def set_my_commands(account: Account, params: Params) -> bool:
    commands = params.structure("commands")
    if not isinstance(commands, list):
        raise refuse(400, "can't parse commands JSON object")
    if len(commands) > COMMANDS_LIMIT:
        raise refuse(400, "BOT_COMMANDS_TOO_MUCH")
    if not all(_COMMAND.fullmatch(str(c.get("command"))) for c in commands):
        raise refuse(400, "BOT_COMMAND_INVALID")
    if not all(1 <= len(str(c.get("description", ""))) <= 256 for c in commands):
        raise refuse(400, "BOT_COMMAND_DESCRIPTION_INVALID")
    account.commands[_scope(params)] = commands
    return True


async def get_my_commands(account: Account, params: Params) -> list[JsonDict]:
    return account.commands.get(_scope(params), [])


async def delete_my_commands(account: Account, params: Params) -> bool:
    account.commands.pop(_scope(params), None)
    return True


def _scope(params: Params) -> str:
    scope = params.mapping("scope") or {"type": "default"}
    return json.dumps([scope, params.text("language_code")], sort_keys=True)

"""Updates pushed to the bot's address, again and again until it answers 2xx."""

import asyncio
from dataclasses import dataclass

import httpx

from scheduler.clock import Clock
from tests.loopback.envelope import JsonDict
from tests.loopback.updates import Updates

FIRST_PAUSE, LONGEST_PAUSE = 0.05, 2.0  # real seconds; Telegram's own are longer
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


@dataclass
class Hook:
    """Where a bot wants its updates; no `url` means it polls."""

    url: str = ""
    secret: str = ""
    max_connections: int = 40
    last_error_at: int = 0
    last_error: str = ""

    def info(self, updates: Updates) -> JsonDict:
        """A WebhookInfo."""
        waiting = len(updates.waiting)
        info: JsonDict = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": waiting,
        }
        if self.url:
            info["max_connections"] = self.max_connections
        if self.last_error_at:
            info["last_error_date"] = self.last_error_at
            info["last_error_message"] = self.last_error
        if updates.allowed:
            info["allowed_updates"] = sorted(updates.allowed)
        return info


async def deliver(hook: Hook, updates: Updates, clock: Clock) -> None:
    """Push what waits, one at a time and in order, for as long as the task lives."""
    pause = FIRST_PAUSE
    async with httpx.AsyncClient(trust_env=False, timeout=10) as client:
        while True:
            if not updates.waiting:
                await updates.bell.wait(60)
                continue
            update = updates.waiting[0]
            error = await _post(client, hook, update)
            if not error:
                updates.waiting = [u for u in updates.waiting if u is not update]
                updates.delivered.append(update)
                pause = FIRST_PAUSE
                continue
            hook.last_error_at, hook.last_error = int(clock.now().timestamp()), error
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)


async def _post(client: httpx.AsyncClient, hook: Hook, update: JsonDict) -> str:
    """Why it was not taken; empty when it was."""
    headers = {SECRET_HEADER: hook.secret} if hook.secret else {}
    try:
        answer = await client.post(hook.url, json=update, headers=headers)
    except httpx.HTTPError as error:
        return f"Connection failed: {type(error).__name__}"
    if answer.is_success:
        return ""
    return f"Wrong response from the webhook: {answer.status_code} {answer.reason_phrase}"

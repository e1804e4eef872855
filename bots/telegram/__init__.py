"""Telegram: the channel that sends notices, its pacing gate, and the conversation with who answers."""

import os

# Without it python-telegram-bot warns whenever it reads a 429 (RetryAfter.retry_after as a timedelta).
os.environ.setdefault("PTB_TIMEDELTA", "true")

"""Telegram: what we send, what people press and type."""

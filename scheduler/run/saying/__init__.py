"""Queued cards become words, looked up and checked once more at the moment of sending."""

"""Tick, outbox, catch-up; the engines."""

"""Tick, outbox, catch-up; the engine."""

"""Reminders whose instant has come become cards for people: who is told, over which way, in one message a morning."""

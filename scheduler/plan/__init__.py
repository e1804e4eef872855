"""Definition, units and calendar into phases, obligations and reminders. Pure."""

"""What wakes us: one process beside its database. Losing an engine's state loses nothing."""

"""What wakes us, and how many of it there may be. Losing an engine's state loses nothing."""

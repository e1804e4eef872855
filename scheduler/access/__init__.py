"""Who comes into the desk, and what they may do there."""

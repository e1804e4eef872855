"""A definition in the making at the desk: its parts as forms, its text, what it would change, and its launch."""

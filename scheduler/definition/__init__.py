"""What an admin writes: models of the file, reading it, validation with line numbers."""

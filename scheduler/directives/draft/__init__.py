"""What was read, as the draft of a definition that a person confirms."""

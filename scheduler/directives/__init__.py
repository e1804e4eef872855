"""The text of a directive into a draft definition, with quotes."""

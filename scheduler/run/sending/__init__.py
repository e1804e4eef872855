"""A lane is emptied: held by one sender, sent with no transaction open, recorded."""

"""A draft beside its document, and the forms of its items."""

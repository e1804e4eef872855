"""A directive becomes a definition in the browser: its draft, item by item."""

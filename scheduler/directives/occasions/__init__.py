"""Anniversaries a directive names, and what it ties to them."""

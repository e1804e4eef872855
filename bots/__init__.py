"""Channels: what people press and type, what we send."""

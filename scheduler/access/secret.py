"""Secrets of links, sessions and kept forms: told once, and stored as a digest."""

import hashlib
import secrets

OCTETS = 32


def make() -> str:
    """A new one of 256 bits: 43 characters of A-Za-z0-9_-."""
    return secrets.token_urlsafe(OCTETS)


def digest(secret: str) -> str:
    """How it is stored: SHA-256, in hex. A secret of 256 bits needs no salt."""
    return hashlib.sha256(secret.encode()).hexdigest()

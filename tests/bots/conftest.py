"""What tests of the channels share: a loopback Bot API on a port, and callers of it."""

from tests.loopback.fixtures import caller, door, loopback

__all__ = ["caller", "door", "loopback"]

"""The mail channel keeps the contract, against a real SMTP server."""

from tests.bots.channel_contract import ChannelContract


class TestContract(ChannelContract):
    pass

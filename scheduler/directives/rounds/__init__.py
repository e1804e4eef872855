"""Rounds and peaks of a campaign, however a directive numbers or lists them."""

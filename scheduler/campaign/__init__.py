"""What the doors do with a campaign: propose, preview, apply, roll over, look at it, rehearse it."""

"""What a unit's head, deputy or stand-in does in a chat: see, report, ask for time, hand over."""

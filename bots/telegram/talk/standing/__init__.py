"""What the standing body does in a chat: take in or return, grant, remind, look at the whole."""

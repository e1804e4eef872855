"""The core: what is due, who must know, what was sent. Imports nothing of ours."""

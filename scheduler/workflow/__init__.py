"""What may happen to an obligation, who may do it, and what follows. One function a transition."""

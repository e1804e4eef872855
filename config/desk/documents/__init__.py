"""Documents on their way in and as they are kept."""

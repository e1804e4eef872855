"""What a directive asks of units: which sentences ask, of whom, and by when."""

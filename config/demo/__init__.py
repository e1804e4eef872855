"""What `thidua demo` shows beside the samples: an office in the middle of its year."""

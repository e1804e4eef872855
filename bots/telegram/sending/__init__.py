"""What goes to Telegram: worded, paced by one gate, and what became of it."""

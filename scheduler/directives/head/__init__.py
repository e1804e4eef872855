"""What stands at the top of a directive: who issued it, its number and day, its kind, its theme and year."""

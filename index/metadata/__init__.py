"""What an article says of itself beside its text: its date, its keys, its address, its first and last lines."""

"""The article store: every version of every article, durably, in one SQLite file."""

"""The article store: every version of every article, once and durably, in one SQLite file."""

"""Find dates in texts, resolve them against the day of publication, and read the dates of queries."""

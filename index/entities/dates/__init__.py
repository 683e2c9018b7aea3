"""Dates: found in texts, resolved against a day of publication, and read from queries."""

"""Dates in a text: found, read, and resolved against the day of publication."""

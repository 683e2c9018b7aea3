"""Maintenance of archives: checks, repairs, and edits of the authority file."""

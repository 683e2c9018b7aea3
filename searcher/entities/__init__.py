"""What the values of the fields of people and places mean in an archive."""

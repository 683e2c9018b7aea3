"""The meanings of the values of people and places fields in an archive."""

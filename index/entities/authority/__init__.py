"""The authority file of an archive, in which people edit the names of people and places."""

"""The authority file of an archive: who is who and what is where, as people edit it."""

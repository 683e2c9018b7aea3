"""Find place names in a text, and resolve them to places of a gazetteer."""

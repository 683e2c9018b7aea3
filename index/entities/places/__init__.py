"""Places in a text: their names, and which place of a gazetteer each means."""

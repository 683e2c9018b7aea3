"""People, places and dates in a text: found, and resolved inside it."""

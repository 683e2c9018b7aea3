"""Find people, places and dates in a text, and resolve them within it."""

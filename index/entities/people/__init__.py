"""Find people in a text, and resolve short forms of their names."""

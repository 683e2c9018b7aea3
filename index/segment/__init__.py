"""A segment: one immutable file of the index. `format` is the container, the other modules say what is in it."""

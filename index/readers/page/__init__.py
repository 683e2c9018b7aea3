"""A web page taken apart: what it says of itself, its article, and the furniture around that."""

"""Engines: which articles match, how they score, and what is counted over them."""

"""Analysis: from text to the terms that it is searched by."""

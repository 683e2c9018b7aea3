"""Analysis: from text to its terms."""

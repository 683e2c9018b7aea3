"""The results of a search: hits, highlights, mentions, stories, versions."""

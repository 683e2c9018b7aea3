"""What a search gives back: hits, highlights, mentions, stories, versions."""

"""Web pages: their metadata, the text of the article, and the boilerplate around it."""

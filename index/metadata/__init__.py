"""Metadata of articles: dates and other keys from the record, the URL, the file name, and lines of the text."""

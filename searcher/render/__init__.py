"""Answers, articles, mentions and versions as text and as JSON. These modules return strings and print nothing."""

"""Results to text, JSON and CSV: one module each. They give strings; printing is the command line's."""

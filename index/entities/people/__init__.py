"""People in a text: their names, and whom short forms mean."""

"""Segments: the immutable files of the index. `format` is the container, the other modules define its sections."""

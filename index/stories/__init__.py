"""Copies and near copies of one text, clustered into stories as articles come in."""

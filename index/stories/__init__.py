"""Cluster copies and near copies of one text into stories as articles are added."""

"""Complaints from somebody else's list: read from a file, checked line by line, written in bulk."""

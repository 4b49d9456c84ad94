"""One function an act."""

"""The acts of this floor that have a page."""


def register() -> None:
    """Called once at start-up."""

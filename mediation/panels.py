"""Parts of the case file that this floor shows."""


def register() -> None:
    """Called once at start-up."""

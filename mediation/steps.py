"""Rules for the next step."""


def register() -> None:
    """Called once at start-up."""

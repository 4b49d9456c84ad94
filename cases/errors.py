"""What an act may answer instead of being done. Everything else is a bug."""

from django.utils.functional import Promise


class Refused(Exception):
    """The act is refused: a code for programs, a full sentence for people that says what to do."""

    def __init__(self, code: str, message: "str | Promise", *, field: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.field = field  # of the form, when it is one value that does not fit

    def __str__(self) -> str:
        return str(self.message)


class Stale(Refused):
    """Somebody else changed the case after this form was opened."""


class NotNow(Refused):
    """The act is not open to a case in its present state."""


class UnexplainedChange(RuntimeError):
    """A recorded model was saved outside an act: a mistake of the programmer."""

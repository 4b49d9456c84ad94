"""Forms that change a row: first the row is chosen, then its values are shown and changed."""

from typing import Any

from django import forms

from cases.forms import ActForm


class EditForm(ActForm):
    """Shows the choice alone until it is made (`?party=…` makes it); then the columns with their present values.

    An empty field empties its column. Columns named in `covered` are never shown: empty there means unchanged.
    """

    chosen = ""  # the field that chooses the row
    covered: tuple[str, ...] = ()

    def rows(self) -> Any:
        """What can be chosen."""
        raise NotImplementedError

    def prepare(self) -> None:
        """Fill the choice; show the other fields when it is made."""
        choice: Any = self.fields[self.chosen]
        choice.queryset = self.rows()
        given = (self.data if self.is_bound else self.initial).get(self.chosen)
        self.row: Any = self._find(choice, given)
        # A form that held nothing but the choice was sent to see the rest of it.
        if self.is_bound and not self._is_complete():
            self.is_bound = False
        if self.row is None:
            self.fields = {self.chosen: choice}
            return
        choice.widget = forms.HiddenInput()
        self.initial[self.chosen] = self.row.pk
        for name in self.columns():
            if name not in self.covered:
                self.initial.setdefault(name, getattr(self.row, name))
        self.adapt()

    def adapt(self) -> None:
        """Fit the fields to the row."""

    def columns(self) -> list[str]:
        """The fields that are columns of the row."""
        return [name for name in self.fields if hasattr(self.row, name)]

    def changes(self) -> dict[str, Any]:
        """What the columns become."""
        found = {name: self.cleaned_data.get(name) for name in self.columns() if name in self.cleaned_data}
        return {name: value for name, value in found.items() if name not in self.covered or value}

    def _is_complete(self) -> bool:
        return any(name in self.data for name in self.fields if name != self.chosen)

    @staticmethod
    def _find(choice: Any, given: Any) -> Any:
        try:
            return choice.clean(given) if given else None
        except forms.ValidationError:
            return None

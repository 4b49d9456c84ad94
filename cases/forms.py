"""The base of all forms: the gate for text, plain widgets, nothing saved. Forms clean; acts do."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases import text
from cases.models import Case


class PlainForm(forms.Form):
    """A form whose texts pass the gate; amounts and dates forgive full-width digits."""

    required_css_class = "required"
    error_css_class = "wrong"

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]
        for name, value in list(self.cleaned_data.items()):
            try:
                text.check(value)
            except ValidationError as error:
                self.add_error(name, error)

    def clean(self) -> dict[str, Any] | None:
        return super().clean()


class ActForm(PlainForm):
    """The form of one act on one case. Built with the case, the person and the moment."""

    def __init__(self, *args: Any, case: Case, by: Any, at: datetime, **kwargs: Any) -> None:
        self.case, self.by, self.at = case, by, at
        super().__init__(*args, **kwargs)
        self.prepare()

    def prepare(self) -> None:
        """Fill choices and first values from the case; called once, when the form is built."""


class NoteForm(ActForm):
    """An act that needs a sentence of explanation at most."""

    note = forms.CharField(
        label=_("Remark"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class DateField(forms.DateField):
    """A day, typed or chosen: 2026-03-19, 2026/3/19, 2026年3月19日, full-width digits too."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    input_formats = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日"]

    def to_python(self, value: Any) -> Any:
        return super().to_python(_half_width(value))


class MoneyField(forms.DecimalField):
    """Yuan with two decimals; thousands separators and full-width digits are forgiven; never negative."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_digits", 14)
        kwargs.setdefault("decimal_places", 2)
        kwargs.setdefault("min_value", 0)
        # A plain text box: a number box refuses "12,000.50" and full-width digits before we can forgive them.
        kwargs.setdefault("widget", forms.TextInput)
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("inputmode", "decimal")

    def to_python(self, value: Any) -> Any:
        cleaned = _half_width(value)
        return super().to_python(
            cleaned.replace(",", "").lstrip("¥￥") if isinstance(cleaned, str) else cleaned
        )


def _half_width(value: Any) -> Any:
    import unicodedata

    return unicodedata.normalize("NFKC", value).strip() if isinstance(value, str) else value

"""The base of all forms: the gate for text, plain widgets, nothing saved. Forms clean; acts do."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases import text
from cases.law.reading import EARLIEST, LATEST
from cases.limitation import OUT_OF_TIME
from cases.models import Case


class PlainForm(forms.Form):
    """A form whose texts pass the gate; amounts and dates forgive full-width digits."""

    required_css_class = "required"
    error_css_class = "wrong"

    def _clean_fields(self) -> None:
        self._name_what_may_be_missing()
        super()._clean_fields()  # type: ignore[misc]
        for name, value in list(self.cleaned_data.items()):
            try:
                text.check(value)
            except ValidationError as error:
                self.add_error(name, error)

    def clean(self) -> dict[str, Any] | None:
        return super().clean()

    def _name_what_may_be_missing(self) -> None:
        """The sentence about an empty field says which one; a field with a sentence of its own keeps it."""
        for name, field in self.fields.items():
            label = str(self[name].label)
            if field.error_messages.get("required") is not forms.Field.default_error_messages["required"]:
                continue
            if isinstance(field, forms.BooleanField):
                words = gettext("Please tick: %(label)s")
            elif isinstance(field, forms.ChoiceField | forms.MultipleChoiceField):
                words = gettext("Please choose: %(label)s")
            else:
                words = gettext("Please fill in: %(label)s")
            field.error_messages["required"] = words % {"label": label}


class ActForm(PlainForm):
    """The form of one act on one case. Built with the case, the person and the moment."""

    def __init__(self, *args: Any, case: Case, by: Any, at: datetime, **kwargs: Any) -> None:
        self.case, self.by, self.at = case, by, at
        super().__init__(*args, **kwargs)
        self.prepare()

    def prepare(self) -> None:
        """Fill choices and first values from the case; called once, when the form is built."""

    def carries_out(self) -> list[str]:
        """Names of other acts that happen with this one, for the page to tell what they bring."""
        return []


@dataclass(frozen=True)
class Doubt:
    """Something possible but hardly meant; `code` is kept with the event when somebody says that it is."""

    code: str
    words: str


class AskingForm(ActForm):
    """An act that asks back, once, before something is done that is hardly meant. The answer is a tick."""

    def doubts_about(self, told: dict[str, Any]) -> list[Doubt]:
        """What to ask back about what was told; asked only when every field is right."""
        return []

    def clean(self) -> dict[str, Any] | None:
        told = super().clean() or self.cleaned_data
        self.doubts = [] if self.errors else self.doubts_about(told)
        self.sure = self.data.getlist("sure") if hasattr(self.data, "getlist") else []
        codes = [one.code for one in self.doubts]
        if not set(codes) <= set(self.sure):
            self.add_error(
                None, _("Please look again at what is unusual, and say that it is meant, or change it.")
            )
        elif codes:
            told["confirmed"] = codes
        return told


class NoteForm(ActForm):
    """An act that needs a sentence of explanation at most."""

    note = forms.CharField(
        label=_("Remark"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class DateField(forms.DateField):
    """A day, typed or chosen: 2026-03-19, 2026/3/19, 2026年3月19日, full-width digits too.

    A year that cannot be meant, such as 0206 or 9999, is a mistake.
    """

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    input_formats = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日"]

    def __init__(self, *, earliest: date = EARLIEST, **kwargs: Any) -> None:
        self.earliest = earliest
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        return super().to_python(_half_width(value))

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and not self.earliest <= value <= LATEST:
            raise ValidationError(OUT_OF_TIME, "out_of_time")


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

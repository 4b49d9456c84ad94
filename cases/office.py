"""The forms of the administrator's pages."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MinValueValidator, RegexValidator
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.forms import DateField, Doubt, MoneyField, PlainForm
from cases.law.figures import KINDS, NATIONAL, REGION_NAMES
from cases.law.results import Text
from cases.models import Employer, Organisation, RegionalFigure
from cases.models.people import ROLE_CHOICES
from cases.wording import day, is_english, listed, money

_CODE = RegexValidator(r"^[A-Z0-9]{2,12}\Z", _("Two to twelve capital letters and digits."))
_USERNAME = RegexValidator(r"^[a-z0-9._-]{2,60}\Z", _("Small letters, digits, full stop, dash, low line."))


class OrganisationForm(PlainForm):
    """A body of the tree."""

    code = forms.CharField(
        label=_("Code"),
        max_length=12,
        validators=[_CODE],
        help_text=_("It stands in the reference of each case: RJ01."),
    )
    name = forms.CharField(label=_("Name"), max_length=120)
    name_en = forms.CharField(label=_("English name"), max_length=160, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=Organisation.Kind.choices)
    legal_type = forms.ChoiceField(
        label=_("Legal type"),
        choices=Organisation.LegalType.choices,
        help_text=_("What the body is in law decides which follow-up its agreements may have."),
    )
    parent = forms.ModelChoiceField(
        label=_("Stands below"), queryset=Organisation.objects.none(), required=False
    )
    number_word = forms.CharField(
        label=_("Word in case numbers"), max_length=12, help_text=_("荣调 in 〔2026〕荣调字第0312号.")
    )
    employer = forms.CharField(
        label=_("Enterprise of the committee"),
        max_length=160,
        required=False,
        help_text=_("Its name or its unified social credit code, as it stands in the register of employers."),
    )
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    is_active = forms.BooleanField(label=_("Active"), required=False, initial=True)

    def __init__(self, *args: Any, organisation: Organisation | None, **kwargs: Any) -> None:
        if organisation is not None:
            kwargs["initial"] = {name: getattr(organisation, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        others = Organisation.objects.all()
        fields["parent"].queryset = others.exclude(pk=organisation.pk) if organisation else others
        if organisation is not None and organisation.employer is not None:
            self.initial["employer"] = organisation.employer.credit_code or organisation.employer.name

    def clean_employer(self) -> Employer | None:
        """The employer of the register: by its code, else by its name when only one has it."""
        said = self.cleaned_data["employer"]
        if not said:
            return None
        found = list(Employer.objects.filter(credit_code=said.upper())[:1])
        found = found or list(Employer.objects.filter(name=said)[:2])
        if len(found) == 1:
            return found[0]
        if found:
            raise forms.ValidationError(
                _("Several employers have this name. Enter the unified social credit code.")
            )
        near = list(Employer.objects.filter(name__contains=said[:20]).values_list("name", flat=True)[:5])
        if near:
            raise forms.ValidationError(
                _("No employer has exactly this name. Similar ones: %(names)s."),
                params={"names": listed(near)},
            )
        raise forms.ValidationError(_("The register of employers knows no such name or code."))


class AccountForm(PlainForm):
    """A new account."""

    username = forms.CharField(label=_("Account"), max_length=60, validators=[_USERNAME])
    name = forms.CharField(label=_("Name"), max_length=80)


class PostingForm(PlainForm):
    """A role in an organisation for a time."""

    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.filter(is_active=True)
    )
    role = forms.ChoiceField(label=_("Role"), choices=ROLE_CHOICES)
    starts_on = DateField(label=_("From"), initial=timezone.localdate)
    ends_on = DateField(label=_("Until"), required=False)


class EndPostingForm(PlainForm):
    """The last day of a posting."""

    ends_on = DateField(label=_("Last day"), initial=timezone.localdate)


class RuleForm(PlainForm):
    """A rule of the house: a number or yes and no, and where it comes from."""

    source = forms.CharField(label=_("Where the value comes from"), max_length=300)

    def __init__(self, *args: Any, default: int | bool, now: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(default, bool):
            kind: Any = forms.TypedChoiceField
            options: dict[str, Any] = {
                "choices": [("1", _("yes")), ("0", _("no"))],
                "coerce": lambda given: given == "1",
                "initial": "1" if now else "0",
            }
        else:
            kind, options = forms.IntegerField, {"min_value": 1, "max_value": 10_000, "initial": now}
        self.fields["value"] = kind(label=_("Value"), **options)
        self.order_fields(["value", "source"])


# A published figure has never grown by half, or shrunk by a third, from one to the next: a digit too many, or the yuan of
# a month where those of a year belong.
_MUCH_MORE, _MUCH_LESS = Decimal("1.5"), Decimal("0.67")
_NATIONAL_KINDS = frozenset({"disposable_income"})


def in_words(text: Text) -> str:
    """What the law library says, in the reader's language."""
    return text.en if is_english() else text.zh


def figure_names() -> dict[str, str]:
    """What is published: region and kind → its name with its unit."""
    return {
        f"{region}/{kind.code}": f"{in_words(name)} · {in_words(kind.name)} ({in_words(kind.unit)})"
        if is_english()
        else f"{name.zh} · {kind.name.zh}（{kind.unit.zh}）"
        for region, name in REGION_NAMES.items()
        for kind in KINDS.values()
        if (region == NATIONAL) == (kind.code in _NATIONAL_KINDS)
    }


class FigureForm(PlainForm):
    """A published figure: since when, how much, from where. Asks back when it is far from its neighbours."""

    figure = forms.ChoiceField(label=_("Figure"))
    since = DateField(
        label=_("Valid from"),
        validators=[MinValueValidator(date(1990, 1, 1))],
        help_text=_("A figure of a year: 1 January of the year that it measures."),
    )
    value = MoneyField(label=_("Value in yuan"), min_value=Decimal("0.01"))
    source = forms.CharField(
        label=_("Where the value comes from"),
        max_length=300,
        help_text=_("The paper with its number and day. After a correction: also why it was wrong."),
    )
    mark = forms.ChoiceField(label=_("How sure"), choices=RegionalFigure.Mark.choices)

    def __init__(self, *args: Any, figure: RegionalFigure | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept, self.doubts, self.sure = figure, [], []  # type: ignore[var-annotated]
        if figure is not None:
            del self.fields["figure"]
            for name in ("since", "value", "source", "mark"):
                self.initial.setdefault(name, getattr(figure, name))
        else:
            choices: Any = self.fields["figure"]
            choices.choices = list(figure_names().items())
            marks: Any = self.fields["mark"]
            # Nobody is sure without saying so.
            marks.choices = [("", "–"), *RegionalFigure.Mark.choices]

    def clean(self) -> dict[str, Any]:
        """The act's arguments, when nothing is odd or it is said that it is meant."""
        told = dict(super().clean() or self.cleaned_data)
        if self.errors:
            return told
        if self.kept is None:
            told["region"], _slash, told["kind"] = told.pop("figure").partition("/")
        else:
            told["region"], told["kind"] = self.kept.region, self.kept.kind
        self.doubts = list(self._doubts(told))
        self.sure = self.data.getlist("sure") if hasattr(self.data, "getlist") else []
        if not {one.code for one in self.doubts} <= set(self.sure):
            self.add_error(
                None, _("Please look again at what is unusual, and say that it is meant, or change it.")
            )
        return told

    def _doubts(self, told: dict[str, Any]) -> Iterator[Doubt]:
        others = RegionalFigure.objects.filter(kind=told["kind"], region=told["region"])
        if self.kept is not None:
            others = others.exclude(pk=self.kept.pk)
        before = others.filter(since__lt=told["since"]).order_by("-since").first()
        after = others.filter(since__gt=told["since"]).order_by("since").first()
        for one in (before, after):
            if one is not None and not one.value * _MUCH_LESS < told["value"] < one.value * _MUCH_MORE:
                said = gettext(
                    "The figure of %(day)s is %(value)s: this one is half again as much or more, or a third less. "
                    "Is a month meant where a year belongs, or is there a digit too many?"
                )
                yield Doubt("factor", said % {"day": day(one.since), "value": money(one.value)})
                return

"""One intake as it is written: the matter, its sides, its claims; in the rhythm of the counter, the phone, or by mouth."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, Self
from uuid import UUID, uuid4

from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.actions.register import NewClaim, NewParty
from cases.intake.forms import MOST_ROWS, ROWS, IntakeForm
from cases.models import Employer, Organisation, Party
from cases.wording import day as day_words
from cases.wording import moment as moment_words

# What the page itself sends along; no part of what was said.
_DEEDS = frozenset(
    {
        "csrfmiddlewaretoken",
        "more",
        "switch",
        "look_up",
        "use",
        "check",
        "save",
        "call_back",
        "change",
        "read_back",
        "writer",
    }
)


@dataclass(frozen=True)
class Part:
    """A section of the page: its anchor, its heading, the groups of fields in it, the question of the script."""

    anchor: str
    title: "str | Promise"
    groups: tuple[str, ...]
    question: "str | Promise" = ""

    @property
    def templates(self) -> list[str]:
        return [f"cases/new/_{group}.html" for group in self.groups]


@dataclass(frozen=True)
class Told:
    """What a section says, in lines, for the check."""

    anchor: str
    title: "str | Promise"
    lines: list[str]


# The fields of the matter in each group; sides and claims are rows of their own.
FIELDS = {
    "channel": ("channel",),
    "time": ("received_at", "source", "committee_agreed"),
    "danger": ("danger",),
    "groups": ("applicant_groups",),
    "facts": ("facts",),
    "cause": ("cause", "cause_text"),
    "employment": ("relation", "employed", "employment_ended_on", "monthly_wage"),
    "demand": ("demanded_on",),
}
# The same fields in three rhythms. By mouth: exactly the heads of ARB 12.
RHYTHMS: dict[str, tuple[Part, ...]] = {
    "counter": (
        Part("how", _("How it came"), ("channel", "time")),
        Part("applicant", _("Applicant"), ("applicants", "groups")),
        Part("respondent", _("Respondent"), ("respondents",)),
        Part("matter", _("The dispute"), ("facts", "cause", "employment", "demand")),
        Part("asked", _("Claims"), ("claims",)),
    ),
    "phone": (
        Part(
            "applicant", _("The caller"), ("channel", "time", "danger", "applicants", "groups"),
            _("Is it safe and convenient for you to talk now? What is your name, and how do we reach you?"),
        ),
        Part(
            "respondent", _("Respondent"), ("respondents",),
            _("Which employer? What work do you do? Since when?"),
        ),
        Part("work", _("Employment"), ("employment",), _("Are you still employed? On which day did you leave?")),
        Part("asked", _("Claims"), ("claims",), _("What do you ask for? How much? How did you work it out?")),
        Part("demand", _("Asking the employer"), ("demand",), _("Did you ask the employer? On which day?")),
        Part(
            "matter", _("What happened"), ("facts", "cause"),
            _("Please tell in your own words what happened. Would you like mediation? May we call the employer now?"),
        ),
    ),
    "oral": (
        Part("applicant", _("1. The applicant"), ("channel", "applicants", "groups")),
        Part("asked", _("2. Matters in dispute"), ("respondents", "claims", "cause")),
        Part("matter", _("3. Grounds"), ("facts",)),
        Part("time", _("4. Time"), ("time", "employment", "demand")),
    ),
}  # fmt: skip


class Sheet:
    """What the page shows and sends. Bound to what was sent, or empty."""

    def __init__(
        self, place: Organisation, data: QueryDict | None = None, first: dict[str, Any] | None = None
    ) -> None:
        self.place, self.data = place, data
        self.form = IntakeForm(data, place=place, initial={"token": uuid4(), **(first or {})})
        self.rows = {name: kind(data, prefix=name) for name, kind in ROWS.items()}

    @classmethod
    def of_draft(cls, place: Organisation, draft: Any, **changed: str) -> Self:
        """A draft taken up again: nothing in it is judged yet. Its beginning is the proposed time of receipt."""
        data = QueryDict(mutable=True)
        for name, values in draft.data.items():
            data.setlist(name, values)
        for name in ROWS:
            data.setdefault(f"{name}-TOTAL_FORMS", "1")
            data.setdefault(f"{name}-INITIAL_FORMS", "0")
        if not data.get("received_at"):
            data["received_at"] = f"{timezone.localtime(draft.created_at):%Y-%m-%dT%H:%M}"
        data["token"] = str(draft.pk)
        data.setdefault("place", str(draft.organisation_id))
        for name, value in changed.items():
            data[name] = value
        return cls(place, data).unjudged()

    @property
    def every_form(self) -> list[Any]:
        return [self.form, *(form for rows in self.rows.values() for form in rows.forms)]

    def unjudged(self, *, but: str = "") -> Self:
        """The same, without looking for mistakes but in one field of the matter."""
        for form in self.every_form:
            form.hold_judgement(but=but if form is self.form else "")
        return self

    def is_valid(self) -> bool:
        """All of them are looked at: every mistake is told at once."""
        valid = [part.is_valid() for part in (self.form, *self.rows.values())]
        return all(valid)

    @property
    def channel(self) -> str:
        return str(self.form["channel"].value() or "counter")

    @property
    def rhythm(self) -> str:
        """Which of the three rhythms the channel asks for."""
        return self.channel if self.channel in ("phone", "oral") else "counter"

    @property
    def parts(self) -> tuple[Part, ...]:
        return RHYTHMS[self.rhythm]

    @property
    def call_started_at(self) -> str:
        """The time of receipt as the clock shows it."""
        value = self.form["received_at"].value()
        return str(value)[-5:] if isinstance(value, str) else f"{value:%H:%M}" if value else ""

    @property
    def place_shown(self) -> str:
        """The organisation that stood above the form when it was opened: there its author means to register."""
        return str((self.data.get("place") if self.data is not None else "") or self.place.pk)

    @property
    def before(self) -> str:
        """The window from which this one takes over what was typed."""
        return str(self.data.get("page", "")) if self.data is not None else ""

    @cached_property
    def token(self) -> str:
        """The number of this form; another one where what was sent is no number."""
        try:
            return str(UUID(str(self.form["token"].value())))
        except ValueError:
            return str(uuid4())

    def kept(self) -> dict[str, list[str]]:
        """What was typed, as a draft keeps it."""
        data = self.data or QueryDict()
        return {name: values for name, values in data.lists() if name not in _DEEDS}

    def sides(self) -> list[NewParty]:
        """The rows that were filled; the first one in any case, for a side may be unnamed."""
        roles = (("applicants", Party.Role.APPLICANT), ("respondents", Party.Role.RESPONDENT))
        return [
            form.party(role)
            for name, role in roles
            for number, form in enumerate(self.rows[name].forms)
            if number == 0 or form.is_filled
        ]

    def claims(self) -> list[NewClaim]:
        """The claims that say something and are of a kind, as the act takes them."""
        rows = self.rows["claims"].filled()
        return [row.line(self.form.cleaned_data) for row in rows if row.cleaned_data.get("kind")]

    def summary(self, *, without: frozenset[str] = frozenset()) -> list[Told]:
        """Section by section what was told; without groups that are not wanted."""
        return [
            Told(
                part.anchor,
                part.title,
                [line for group in part.groups if group not in without for line in self._lines(group)],
            )
            for part in self.parts
        ]

    def _lines(self, group: str) -> list[str]:
        """What one group of fields says: a line for each side and claim, else one for each field."""
        if group in ("applicants", "respondents"):
            return [_side_words(form) for form in self.rows[group].forms if form.is_filled]
        if group == "claims":
            return [told_claim(line) for line in self.claims()]
        shown = []
        for name in FIELDS[group]:
            value = self.form.cleaned_data.get(name) if name in self.form.fields else None
            if value:
                shown.append(_field_words(self.form[name], value))
        return shown


def with_more(data: QueryDict, name: str) -> QueryDict:
    """What was sent, with one row more."""
    key = f"{name}-TOTAL_FORMS"
    given = data.get(key, "")
    now = int(given) if given.isascii() and given.isdigit() and len(given) < 4 else 0
    data[key] = str(min(now + 1, MOST_ROWS))
    return data


def with_employer(data: QueryDict, prefix: str, employer: Employer) -> QueryDict:
    """What was sent, with an employer of the register on one side. A phone number stays as it was typed."""
    for name, value in filled_from(employer).items():
        data[f"{prefix}-{name}"] = value
    return data


def filled_from(employer: Employer) -> dict[str, str]:
    """The fields that an entry of the register fills."""
    return {
        "employer": str(employer.pk),
        "name": employer.name,
        "credit_code": employer.credit_code or "",
        "legal_representative": employer.legal_representative,
        "address": employer.address,
    }


def told_claim(line: NewClaim) -> str:
    """A claim as one reads it out."""
    period = "–".join(day_words(day) for day in (line.starts_on, line.ends_on) if day)
    amount = f"¥{line.amount:,.2f}" if line.amount is not None else ""
    return gettext(", ").join(part for part in (line.text, amount, period) if part)


def _side_words(form: Any) -> str:
    told = form.cleaned_data
    words = [
        _labelled(form[name].label, told[name]) for name in form.shown if name != "name" and told.get(name)
    ]
    if (told.get("head_count") or 1) > 1:
        words.append(_labelled(form["head_count"].label, told["head_count"]))
    return gettext("; ").join([told.get("name") or gettext("not named"), *words])


def _labelled(label: Any, words: Any) -> str:
    return gettext("%(label)s: %(words)s") % {"label": label, "words": words}


def _field_words(field: Any, value: Any) -> str:
    choices = dict(getattr(field.field, "choices", ())) if not hasattr(value, "pk") else {}
    if isinstance(value, list):
        words = gettext(", ").join(str(choices.get(one, one)) for one in value)
    elif isinstance(value, datetime):
        words = moment_words(value)
    elif isinstance(value, date):
        words = day_words(value)
    elif value is True:
        return str(field.label)
    else:
        words = str(choices.get(value, value))
    return words if field.name in ("facts", "channel") else _labelled(field.label, words)


def heads_of(sides: Sequence[NewParty]) -> int:
    """How many workers apply."""
    return sum(
        side.head_count
        for side in sides
        if side.role == Party.Role.APPLICANT and side.kind.startswith("worker")
    )

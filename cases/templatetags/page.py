"""Tags and filters of the pages: days, money, articles, masked values, the errors of a form, panels of other floors."""

from datetime import date, datetime
from typing import Any

from django import forms, template
from django.conf import settings
from django.db.models import Prefetch
from django.template.loader import get_template
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from cases import documents, normal, registry
from cases.law import article as law_article
from cases.lifecycle import State
from cases.models import Deadline, Posting, User

register = template.Library()

TASKS = {
    "reach_applicant": gettext_lazy("Enter a way to reach the applicant."),
    "name_respondent": gettext_lazy("Find out the name of the respondent."),
}
# The accounts that a demonstration shows on its sign-in page.
DEMO_NAMES = (
    "clerk", "mediator", "mediator2", "head", "volunteer", "committee", "committee_head", "district", "supervisor",
    "chair", "auditor", "admin",
)  # fmt: skip
READS = {
    "content": gettext_lazy("case file"),
    "history": gettext_lazy("history"),
    "document": gettext_lazy("paper"),
    "evidence": gettext_lazy("evidence"),
    "contacts": gettext_lazy("contact details revealed"),
    "privileged": gettext_lazy("mediator-only notes"),
}


def _is_english() -> bool:
    return (get_language() or "").startswith("en")


@register.filter
def day(value: date | datetime | None) -> str:
    """2026-03-19 → Thu 19 Mar 2026, 2026年3月19日 周四; nothing → a dash."""
    if not value:
        return "–"
    if isinstance(value, datetime):
        value = timezone.localdate(value)
    if _is_english():
        return date_format(value, "D j M Y")
    return f"{value.year}年{value.month}月{value.day}日 周{'一二三四五六日'[value.weekday()]}"


@register.filter
def moment(value: datetime | None) -> str:
    """A day with its time, in the local zone."""
    if not value:
        return "–"
    local = timezone.localtime(value)
    return f"{day(local.date())} {local:%H:%M}"


@register.filter
def money(value: Any) -> str:
    """12345.6 → ¥12,345.60; nothing → a dash."""
    return "–" if value is None or value == "" else f"¥{value:,.2f}"


@register.filter
def masked(value: str) -> str:
    """A number with its middle hidden."""
    return normal.masked(value or "")


@register.filter
def veiled(value: str) -> str:
    """The beginning of an address only."""
    return normal.masked(value or "", 4, 1)


@register.filter
def act_label(name: str) -> str:
    """What the timeline says for an act."""
    return str(registry.label(name))


@register.filter
def citation(code: str) -> str:
    """An article's code in the reader's language; a code the register does not know stays as it is."""
    try:
        found = law_article(code)
    except KeyError:
        return code
    return found.citation_en if _is_english() else found.citation_zh


@register.filter
def step_text(step: dict[str, Any]) -> str:
    """One step of a calculation, in the reader's language."""
    return str(step.get("en" if _is_english() else "zh") or step.get("zh") or "")


@register.filter
def is_single_box(field: Any) -> bool:
    """Is this field one check box?"""
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def item(mapping: dict[Any, Any], key: Any) -> Any:
    """An entry of a mapping."""
    return mapping.get(key)


@register.filter
def distance(due: date, today: date) -> str:
    """How far a last day is away, in words."""
    days = (due - today).days
    if days < 0:
        return ngettext("%(days)d day overdue", "%(days)d days overdue", -days) % {"days": -days}
    if days == 0:
        return _("Today")
    return ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}


@register.filter
def nearness(due: date, today: date) -> str:
    """The class of a chip: overdue, soon (3 days), or ok."""
    days = (due - today).days
    return "overdue" if days < 0 else "soon" if days <= 3 else "ok"


@register.filter
def sign(due: date, today: date) -> str:
    """The shape before the word: colour is never alone."""
    return {"overdue": "◆", "soon": "▲", "ok": "○"}[nearness(due, today)]


@register.simple_tag
def problems_of(form: Any) -> list[dict[str, str]]:
    """The errors of one form, or of several, for the summary: label, sentence, target of the link."""
    found: list[dict[str, str]] = []
    for one in form if isinstance(form, list | tuple) else [form]:
        if not getattr(one, "is_bound", False):
            continue
        for text in one.non_field_errors():
            found.append({"label": "", "text": text, "target": ""})
        for field in one:
            for text in field.errors:
                target = field.auto_id if field.use_fieldset else field.id_for_label
                found.append(
                    {"label": str(field.label), "text": text, "target": "" if field.is_hidden else target}
                )
    return found


@register.simple_tag(takes_context=True)
def panel(context: template.Context, shown: dict[str, Any]) -> SafeString:
    """A part of a page that another floor hangs in; its template sees its own entries, `panel`, `case` and `today`."""
    entries = {name: context.get(name) for name in ("case", "today", "user", "posting", "html_language")}
    found = get_template(shown["template"])
    # A template of ours: what it shows is escaped there.
    return mark_safe(found.render({**entries, **shown, "panel": shown}, context.get("request")))  # noqa: S308


@register.filter
def act_button(name: str) -> str:
    """The words on the button of an act."""
    known = registry.ACTS.get(name)
    return str(known.label) if known else act_label(name)


@register.filter
def state_label(code: str) -> str:
    """A state in words."""
    return str(State(code).label) if code in State.values else code


@register.filter
def paper_title(code: str) -> str:
    """The title of a kind of paper."""
    return str(documents.title(code)) if code in documents.KINDS else code


@register.filter
def task_text(task: Any) -> str:
    """What is to do: the words given, or those of the kind of task."""
    return task.text or str(TASKS.get(task.kind, task.kind))


@register.filter
def read_label(what: str) -> str:
    """What somebody looked at."""
    return str(READS.get(what, what))


@register.simple_tag
def evidence_link(case: Any, evidence: Any) -> SafeString:
    """The title of a piece of evidence, leading to its file."""
    return format_html(
        '<a href="{}">{}</a>', reverse("evidence", args=[case.ref, evidence.pk]), evidence.title
    )


@register.simple_tag
def demo_accounts() -> list[Any]:
    """The accounts of a demonstration, for its sign-in page; none anywhere else."""
    if not settings.DEMO:
        return []
    return list(
        User.objects.filter(is_demo=True, is_active=True, username__in=DEMO_NAMES)
        .order_by("created_at", "username")
        .prefetch_related(
            Prefetch("postings", Posting.objects.live().select_related("organisation"), to_attr="live")
        )
    )


@register.filter
def clock_label(kind: str) -> str:
    """The name of a clock."""
    return str(Deadline.Kind(kind).label) if kind in Deadline.Kind.values else kind

"""Tags and filters of the pages: days, money, articles, masked values, the errors of a form."""

import re
from datetime import date
from functools import cache
from typing import Any

from django import forms, template
from django.conf import settings
from django.db.models import Prefetch
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy

from cases import documents, missing, normal, registry, wording
from cases.law import article as law_article
from cases.lifecycle import State
from cases.models import Deadline, Posting, User
from cases.wording import is_english

register = template.Library()
HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
for words in (wording.day, wording.moment, wording.money, wording.distance):
    register.filter(words.__name__, words)

# The accounts that a demonstration shows on its sign-in page.
DEMO_NAMES = (
    "clerk", "mediator", "mediator2", "head", "volunteer", "committee", "committee_head", "district", "supervisor",
    "chair", "auditor", "admin",
)  # fmt: skip
# Between parts of a page, with the spaces that belong to them.
_ENGLISH_MARKS = {":": ": ", ",": ", ", ";": "; ", "(": " (", ")": ")"}
_CHINESE_MARKS = {":": "：", ",": "，", ";": "；", "(": "（", ")": "）"}
READS = {
    "content": gettext_lazy("case file"),
    "glance": gettext_lazy("quick view"),
    "export": gettext_lazy("file of a list"),
    "history": gettext_lazy("history"),
    "document": gettext_lazy("paper"),
    "evidence": gettext_lazy("evidence"),
    "contacts": gettext_lazy("contact details revealed"),
    "privileged": gettext_lazy("mediator-only notes"),
}


@register.filter
def masked(value: str) -> str:
    """A number with its middle hidden."""
    return normal.masked(value or "")


@register.filter
def veiled(value: str) -> str:
    """The beginning of an address only."""
    return normal.masked(value or "", 4, 1)


@register.filter
def as_written(value: Any) -> str:
    """What somebody typed, marked as Chinese where it is and the page is not."""
    text = str(value)
    return format_html('<span lang="zh-Hans">{}</span>', text) if is_english() and HAN.search(text) else text


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
    return found.citation_en if is_english() else found.citation_zh


@register.simple_tag
def mark(sign: str) -> str:
    """A punctuation mark between two parts of a page, full-width in Chinese: templates never write one themselves."""
    return (_ENGLISH_MARKS if is_english() else _CHINESE_MARKS)[sign]


@register.filter
def step_text(step: dict[str, Any]) -> str:
    """One step of a calculation, in the reader's language."""
    return str(step.get("en" if is_english() else "zh") or step.get("zh") or "")


@register.filter
def is_single_box(field: Any) -> bool:
    """Is this field one check box?"""
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def item(mapping: dict[Any, Any], key: Any) -> Any:
    """An entry of a mapping."""
    return mapping.get(key)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A symbol of the sprite: silent beside its words, or named by its label."""
    return _symbol(name, str(label))


@cache
def _symbol(name: str, label: str) -> SafeString:
    spoken = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="icon" {}><use href="{}#{}"></use></svg>', spoken, static("img/icons.svg"), name
    )


@register.filter
def due_status(due: date, today: date) -> SafeString:
    """A last day as shape, word and colour, in this order: the whole chip."""
    state = wording.nearness(due, today)
    return format_html('<span class="chip {}">{}{}</span>', state, icon(state), wording.distance(due, today))


@register.filter
def promise_status(due: date, today: date) -> SafeString:
    """The same for a promise of ours: it never looks like a limit of law, not even late."""
    return format_html('<span class="chip promise">{}{}</span>', icon("bell"), wording.distance(due, today))


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
                label = "" if str(field.label) in text else str(field.label)
                found.append({"label": label, "text": text, "target": "" if field.is_hidden else target})
    return found


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
    return missing.task_words(task)


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

"""What is kept when talks end, and when a closed case is visited again."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.fields import EncryptedText
from cases.history import ExplainedHistory, Recorded
from cases.models import Case


class UndisputedFacts(Recorded):
    """Facts both sides confirm in writing when mediation ends (无争议事实记载): signed, or declined."""

    class Answer(models.TextChoices):
        SIGNED = "signed", _("signed by both sides")
        DECLINED = "declined", _("offered and declined")

    case = models.ForeignKey(Case, models.PROTECT, related_name="undisputed_facts")
    answer = models.CharField(_("undisputed facts"), max_length=8, choices=Answer.choices)
    text = EncryptedText(_("the facts"), blank=True, default="")
    on = models.DateField()

    history = ExplainedHistory()

    class Meta:
        ordering = ["case", "on", "id"]


class ReturnVisit(Recorded):
    """A visit or call after the end (回访): is it performed, is the person content, what remains."""

    class Satisfaction(models.TextChoices):
        CONTENT = "content", _("content")
        FAIR = "fair", _("fairly content")
        DISCONTENT = "discontent", _("not content")
        UNREACHED = "unreached", _("not reached")

    case = models.ForeignKey(Case, models.PROTECT, related_name="return_visits")
    on = models.DateField(_("date"))
    satisfaction = models.CharField(_("answer"), max_length=10, choices=Satisfaction.choices)
    remark = EncryptedText(_("what was said"), blank=True, default="")

    history = ExplainedHistory()

    class Meta:
        ordering = ["case", "on", "id"]

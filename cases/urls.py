"""Addresses of this floor. Fixed pages stand before the acts, so that no verb hides one."""

from django.urls import path, register_converter

from cases.registry import VERBS
from cases.views import acts, audit, evidence, file, history, intake, lists, office, papers, today


class Ref:
    """The reference of a case: YZ01-2026-000123."""

    regex = r"[A-Za-z0-9]{1,12}-[0-9]{4}-[0-9]{6,9}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Verb:
    """The last part of an act's name."""

    regex = r"[a-z_]{2,40}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Ref, "ref")
register_converter(Verb, "verb")

urlpatterns = [
    path("today/", today.today, name="today"),
    path("cases/", lists.cases, name="cases"),
    path("cases/new/", intake.new_case, name="new_case"),
    path("cases/<ref:ref>/", file.case, name="case"),
    path("cases/<ref:ref>/registered/", file.registered, name="registered"),
    path("cases/<ref:ref>/history/", history.history, name="history"),
    path("cases/<ref:ref>/readers/", file.readers, name="readers"),
    path("cases/<ref:ref>/documents/", papers.documents, name="documents"),
    path("cases/<ref:ref>/documents/<uuid:pk>.pdf", papers.document, name="document"),
    path("cases/<ref:ref>/evidence/<uuid:pk>/", evidence.evidence_file, name="evidence"),
    path("cases/<ref:ref>/<verb:verb>/", acts.act, name="act"),
    path("office/", office.organisations, name="office"),
    path("office/organisations/new/", office.organisation, name="new_organisation"),
    path("office/organisations/<uuid:pk>/", office.organisation, name="organisation"),
    path("office/accounts/", office.accounts, name="accounts"),
    path("office/accounts/new/", office.new_account, name="new_account"),
    path("office/accounts/<uuid:pk>/", office.account, name="account"),
    path("office/settings/", office.settings_page, name="settings"),
    path("audit/", audit.reads, name="audit"),
    path("audit/refusals/", audit.refusals, name="refusals"),
    path("audit/office/", audit.office_log, name="office_log"),
    path("audit/check/", audit.check, name="check_chain"),
]

FIXED = frozenset({"registered", "history", "readers", "documents", "evidence"})


def shadowed() -> frozenset[str]:
    """Acts whose page could not be reached; none may be."""
    return FIXED & set(VERBS)

"""Addresses of this floor. Fixed pages stand before the acts, so that no verb hides one."""

from django.urls import path, register_converter

from cases.registry import TABS, VERBS
from cases.views import (
    acts,
    audit,
    bulk,
    calculator,
    drafts,
    evidence,
    export,
    figures,
    file,
    glance,
    history,
    intake,
    lists,
    me,
    notifications,
    office,
    papers,
    readers,
    saved_views,
    status,
    timeline,
    today,
)


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


class TabName:
    """The pages of the case file that floors registered; those with a view of their own have an address of their own."""

    regex = "|".join(name for name, tab in TABS.items() if not tab.page)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Ref, "ref")
register_converter(TabName, "tab")
register_converter(Verb, "verb")

urlpatterns = [
    path("today/", today.today, name="today"),
    path("me/", me.me, name="me"),
    path("me/menu/", me.rail, name="rail"),
    path("status/", status.status, name="status"),
    path("notifications/", notifications.mine, name="notifications"),
    path("notifications/count/", notifications.count, name="notifications_count"),
    path("notifications/read/", notifications.read, name="notifications_read"),
    path("calculator/", calculator.index, name="calculator"),
    path("calculator/<slug:kind>/", calculator.ask, name="calculator_kind"),
    path("p/calculator/", calculator.public_index, name="public_calculator"),
    path("p/calculator/<slug:kind>/", calculator.public_ask, name="public_calculator_kind"),
    path("cases/", lists.cases, name="cases"),
    path("cases/views/", saved_views.views, name="views"),
    path("cases/bulk/", bulk.many, name="many"),
    path("cases/export/", export.file, name="export"),
    path("cases/new/", intake.new_case, name="new_case"),
    path("cases/drafts/<uuid:pk>/", drafts.draft, name="draft"),
    path("employers/lookup/", drafts.look_up, name="employer_lookup"),
    path("cases/<ref:ref>/", file.case, name="case"),
    path("cases/<ref:ref>/glance/", glance.glance, name="glance"),
    path("cases/<ref:ref>/registered/", file.registered, name="registered"),
    path("cases/<ref:ref>/timeline/", timeline.timeline, name="timeline"),
    path("cases/<ref:ref>/history/", history.history, name="history"),
    path("cases/<ref:ref>/as-of/", history.as_of, name="as_of"),
    path("cases/<ref:ref>/readers/", readers.readers, name="readers"),
    path("cases/<ref:ref>/documents/", papers.documents, name="documents"),
    path("cases/<ref:ref>/documents/<uuid:pk>.pdf", papers.document, name="document"),
    path("cases/<ref:ref>/evidence/<uuid:pk>/", evidence.evidence_file, name="evidence"),
    path("cases/<ref:ref>/calculations/<uuid:pk>/", calculator.calculation, name="calculation"),
    path("cases/<ref:ref>/<tab:tab>/", file.tab, name="tab"),
    path("cases/<ref:ref>/<verb:verb>/", acts.act, name="act"),
    path("office/", office.organisations, name="office"),
    path("office/organisations/new/", office.organisation, name="new_organisation"),
    path("office/organisations/<uuid:pk>/", office.organisation, name="organisation"),
    path("office/accounts/", office.accounts, name="accounts"),
    path("office/accounts/new/", office.new_account, name="new_account"),
    path("office/accounts/<uuid:pk>/", office.account, name="account"),
    path("office/settings/", office.settings_page, name="settings"),
    path("office/figures/", figures.figures, name="figures"),
    path("office/figures/new/", figures.figure, name="new_figure"),
    path("office/figures/<uuid:pk>/", figures.figure, name="figure"),
    path("audit/", audit.reads, name="audit"),
    path("audit/refusals/", audit.refusals, name="refusals"),
    path("audit/office/", audit.office_log, name="office_log"),
    path("audit/check/", audit.check, name="check_chain"),
]

FIXED = frozenset({"glance", "registered", "timeline", "history", "as-of", "readers", "documents"})


def shadowed() -> frozenset[str]:
    """Acts and pages of the file that could not be reached, because another page has their address; none may be."""
    generic = {name for name, tab in TABS.items() if not tab.page}
    return ((FIXED | generic) & set(VERBS)) | (FIXED & generic)

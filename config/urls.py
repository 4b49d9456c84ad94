"""All addresses."""

from django.urls import include, path, re_path

from cases.views.file import go_home
from config import api, styleguide, views

urlpatterns = [
    path("", go_home, name="home"),
    path("healthz", views.alive, name="healthz"),
    path("readyz", views.ready, name="readyz"),
    path("language/", views.language, name="language"),
    path("posting/", views.posting, name="posting"),
    path("help/", views.help_page, name="help"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    # Accounts are kept by the administrator: nobody signs up, and nothing is mailed.
    re_path(
        r"^accounts/(?:signup|email|confirm-email|password/reset|password/set|login/code)(?:/.*)?$",
        views.not_offered,
    ),
    path("accounts/", include("allauth.urls")),
    path("", include("cases.urls")),
    path("", include("arbitration_link.urls")),
    re_path(r"^api/v1/(?P<rest>.*)$", api.answer, name="api"),
]

handler400 = "config.views.bad_request"
handler403 = "config.views.forbidden"
handler404 = "config.views.not_found"
handler500 = "config.views.broken"

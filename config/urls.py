"""All addresses."""

from django.urls import include, path

from config import views

urlpatterns = [
    path("healthz", views.alive),
    path("accounts/", include("allauth.urls")),
]

"""Addresses of this floor."""

from django.urls import path

from arbitration_link import views

urlpatterns = [
    path("arbitration/", views.arbitration, name="arbitration"),
    path("arbitration/entrustments/new/", views.receive, name="receive_entrustment"),
    path("arbitration/entrustments/<uuid:pk>/", views.entrustment, name="entrustment"),
    path("arbitration/entrustments/<uuid:pk>/accept/", views.accept, name="accept_entrustment"),
    path("arbitration/entrustments/<uuid:pk>/decline/", views.decline, name="decline_entrustment"),
    path(
        "arbitration/entrustments/<uuid:pk>/acknowledge/", views.acknowledge, name="acknowledge_entrustment"
    ),
    path("cases/<ref:ref>/referrals/<uuid:pk>.zip", views.package, name="referral_package"),
]

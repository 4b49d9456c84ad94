"""Who holds what: no mixed roles, complete grants."""

from collections.abc import Iterator

from cases.models import Grant, Posting
from cases.permissions import Role
from cases.verification.registry import house_check


@house_check("A5", "nobody keeps the house and handles cases at the same time")
def roles_are_apart(quick: bool) -> Iterator[tuple[str, str]]:
    keepers = Posting.objects.live().filter(role=Role.ADMINISTRATOR).values("user")
    others = Posting.objects.live().filter(user__in=keepers).exclude(role=Role.ADMINISTRATOR)
    for user_id in others.order_by("user").values_list("user", flat=True).distinct():
        yield f"account {user_id}", "system administrator and a role on cases together"


@house_check("A9", "each grant names fields, a time, who approved it and the worker's consent")
def grants_are_complete(quick: bool) -> Iterator[tuple[str, str]]:
    known = set(Grant.Field.values)
    for grant in Grant.objects.order_by("pk").iterator(chunk_size=500):
        if not grant.fields or not set(grant.fields) <= known:
            yield f"grant {grant.pk}", "its fields are missing or unknown"
        if grant.ends_at <= grant.starts_at:
            yield f"grant {grant.pk}", "it ends before it begins"
        if grant.approved_by_id == grant.user_id:
            yield f"grant {grant.pk}", "approved by the person who has it"
        if not grant.consent.strip():
            yield f"grant {grant.pk}", "the worker's consent is missing"

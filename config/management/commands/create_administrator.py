"""The first account of a new installation: an administrator, who then keeps organisations and accounts."""

import getpass
import sys
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from cases.history import explained
from cases.models import Organisation, Posting, User
from cases.permissions import Role


class Command(BaseCommand):
    help = "Make the first administrator, and the federation if there is none. The password is read from the terminal."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--name", required=True, help="the person's name")
        parser.add_argument("--code", default="QZ00", help="code of the federation, when it has to be made")
        parser.add_argument("--federation", default="", help="name of the federation, when it has to be made")

    def handle(self, *args: Any, **options: Any) -> None:
        if User.objects.filter(username=options["username"]).exists():
            raise CommandError("There is an account of this name already.")
        if Posting.objects.live().filter(role=Role.ADMINISTRATOR).exists():
            raise CommandError(
                "There is an administrator already: he or she makes further accounts on the office pages."
            )
        password = getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
        user = User(username=options["username"], name=options["name"])
        try:
            validate_password(password, user)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        with transaction.atomic(), explained("office.create_administrator"):
            user.set_password(password)
            user.save()
            place = self.federation(options["code"], options["federation"])
            Posting.objects.create(
                user=user, organisation=place, role=Role.ADMINISTRATOR, starts_on=timezone.localdate()
            )
        self.stdout.write(f"{user.username} is administrator at {place.code}")

    def federation(self, code: str, name: str) -> Organisation:
        """The federation of this database: the one there is, or a new one."""
        found = Organisation.objects.filter(kind=Organisation.Kind.FEDERATION).first()
        if found is not None:
            return found
        if not name:
            raise CommandError("There is no federation yet: name it with --federation.")
        return Organisation.objects.create(
            code=code, name=name, kind=Organisation.Kind.FEDERATION, legal_type=Organisation.LegalType.UNSETTLED,
            path=f"/{code}/", number_word="调",
        )  # fmt: skip

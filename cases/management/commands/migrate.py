"""Django's `migrate`, which leaves the database with its triggers."""

from typing import Any

from django.core.management.commands.migrate import Command as Migrate
from django.db import connections

from cases import triggers


class Command(Migrate):
    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        connection = connections[options["database"]]
        if "cases_casesearch" in connection.introspection.table_names():
            triggers.install(connection)

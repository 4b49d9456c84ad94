"""Database triggers that hold even against raw SQL: no change of state without its event, no change of the past.

Installed after every `migrate`: SQLite drops triggers when it rebuilds a table.
"""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

APPEND_ONLY = ("cases_caseevent", "cases_readlog", "cases_refusal", "cases_anchor")

_EVENT_EXISTS = """
    SELECT 1 FROM cases_caseevent e WHERE e.case_id = NEW.id AND e.sequence = NEW.last_sequence
      AND e.from_state = OLD.state AND e.to_state = NEW.state
"""

# What makes a row of these tables the same as one that is there: "insert or replace" must not take its place.
_SAME_ROW = {
    "cases_caseevent": "id = NEW.id OR (case_id = NEW.case_id AND sequence = NEW.sequence)",
    "cases_readlog": "id = NEW.id",
    "cases_refusal": "id = NEW.id",
    "cases_anchor": "id = NEW.id OR until = NEW.until",
    "cases_case": "id = NEW.id OR ref = NEW.ref OR number = NEW.number",
}

_SQLITE_FTS = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS cases_search_fts USING fts5("
    "grams, content='cases_casesearch', content_rowid='id')",
    "DROP TRIGGER IF EXISTS cases_search_insert",
    """CREATE TRIGGER cases_search_insert AFTER INSERT ON cases_casesearch BEGIN
        INSERT INTO cases_search_fts(rowid, grams) VALUES (NEW.id, NEW.grams); END""",
    "DROP TRIGGER IF EXISTS cases_search_update",
    """CREATE TRIGGER cases_search_update AFTER UPDATE ON cases_casesearch BEGIN
        INSERT INTO cases_search_fts(cases_search_fts, rowid, grams) VALUES ('delete', OLD.id, OLD.grams);
        INSERT INTO cases_search_fts(rowid, grams) VALUES (NEW.id, NEW.grams); END""",
    "DROP TRIGGER IF EXISTS cases_search_delete",
    """CREATE TRIGGER cases_search_delete AFTER DELETE ON cases_casesearch BEGIN
        INSERT INTO cases_search_fts(cases_search_fts, rowid, grams) VALUES ('delete', OLD.id, OLD.grams); END""",
)


def install(connection: BaseDatabaseWrapper) -> None:
    """Make all triggers, anew where they exist."""
    statements = _postgresql() if connection.vendor == "postgresql" else _sqlite()
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def lift(connection: BaseDatabaseWrapper) -> None:
    """Take the append-only triggers away: for emptying a test database, nothing else."""
    with connection.cursor() as cursor:
        for table in APPEND_ONLY:
            for name in ("no_update", "no_delete", "no_truncate"):
                where = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_{name}{where}")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of triggers that should be there and are not."""
    if connection.vendor == "postgresql":
        sql, wanted = (
            "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'A'",
            {"case_state_event"},
        )
        kinds = ["no_update", "no_delete", "no_truncate"]
    else:
        sql, wanted = (
            "SELECT name FROM sqlite_master WHERE type = 'trigger'",
            {"case_state_event", "case_no_delete"},
        )
        wanted |= {"cases_search_insert", "cases_search_update", "cases_search_delete"}
        wanted |= {f"{table}_no_replace" for table in _SAME_ROW}
        kinds = ["no_update", "no_delete"]
    wanted |= {f"{table}_{kind}" for table in APPEND_ONLY for kind in kinds}
    with connection.cursor() as cursor:
        cursor.execute(sql)
        found: set[Any] = {row[0] for row in cursor.fetchall()}
    return sorted(wanted - found)


def _sqlite() -> list[str]:
    statements = [
        "DROP TRIGGER IF EXISTS case_state_event",
        f"""CREATE TRIGGER case_state_event BEFORE UPDATE ON cases_case WHEN OLD.state <> NEW.state
            AND (NEW.last_sequence <= OLD.last_sequence OR NOT EXISTS ({_EVENT_EXISTS}))
            BEGIN SELECT RAISE(ABORT, 'a state changes with its event only'); END""",
        "DROP TRIGGER IF EXISTS case_no_delete",
        """CREATE TRIGGER case_no_delete BEFORE DELETE ON cases_case WHEN EXISTS (
            SELECT 1 FROM cases_caseevent e WHERE e.case_id = OLD.id)
            BEGIN SELECT RAISE(ABORT, 'a case is never deleted'); END""",
    ]
    for table in APPEND_ONLY:
        for verb in ("update", "delete"):
            name = f"{table}_no_{verb}"
            statements += [
                f"DROP TRIGGER IF EXISTS {name}",
                f"CREATE TRIGGER {name} BEFORE {verb.upper()} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'this table is append-only'); END",
            ]
    for table, same in _SAME_ROW.items():
        statements += [
            f"DROP TRIGGER IF EXISTS {table}_no_replace",
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN EXISTS ("  # noqa: S608
            f"SELECT 1 FROM {table} WHERE {same}) "
            "BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: this row is there already'); END",
        ]
    return [*statements, *_SQLITE_FTS]


def _postgresql() -> list[str]:
    statements = [
        f"""CREATE OR REPLACE FUNCTION tiaojie_state_event() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF NEW.last_sequence <= OLD.last_sequence OR NOT EXISTS ({_EVENT_EXISTS}) THEN
                RAISE EXCEPTION 'a state changes with its event only' USING ERRCODE = 'integrity_constraint_violation';
            END IF; RETURN NEW; END $$""",
        """CREATE OR REPLACE FUNCTION tiaojie_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            RAISE EXCEPTION 'this table is append-only' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
        "DROP TRIGGER IF EXISTS case_state_event ON cases_case",
        """CREATE TRIGGER case_state_event BEFORE UPDATE ON cases_case FOR EACH ROW
            WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION tiaojie_state_event()""",
        "ALTER TABLE cases_case ENABLE ALWAYS TRIGGER case_state_event",
        "CREATE INDEX IF NOT EXISTS case_search_grams ON cases_casesearch "
        "USING gin (to_tsvector('simple', grams)) WITH (fastupdate = on)",
    ]
    for table in APPEND_ONLY:
        for verb, each in (("update", "ROW"), ("delete", "ROW"), ("truncate", "STATEMENT")):
            name = f"{table}_no_{verb}"
            statements += [
                f"DROP TRIGGER IF EXISTS {name} ON {table}",
                f"CREATE TRIGGER {name} BEFORE {verb.upper()} ON {table} "
                f"FOR EACH {each} EXECUTE FUNCTION tiaojie_append_only()",
                f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}",
            ]
    return statements

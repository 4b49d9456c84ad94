"""The settings of the tests: keys of their own and no demonstration, whatever `var/local.env` says on this machine.

pytest-django reads the settings before any conftest.py, so this is the only place early enough.
"""

import base64
import os

os.environ.update(
    SECRET_KEY="tests-only",
    FIELD_KEYS="1:" + base64.b64encode(b"1" * 32).decode(),
    INDEX_KEY=base64.b64encode(b"2" * 32).decode(),
    ALLOWED_HOSTS="127.0.0.1,localhost",
    DEBUG="0",
    DEMO="0",
    HTTPS="0",
    SECOND_FACTOR="0",
    STATIC_COLLECTED="0",
)

from config.settings import *  # noqa: F403

# A server and a test in one process share an in-memory database's cache, whose locks no patience waits for: tests in
# the browser ask for a file (`make check`), where the busy timeout holds.
if os.environ.get("TEST_DATABASE_FILE"):
    DATABASES["default"]["TEST"] = {"NAME": os.environ["TEST_DATABASE_FILE"]}  # noqa: F405

"""The schema's history. `HEAD` is its newest revision, so that start-up need not load Alembic."""

HEAD = "0019"

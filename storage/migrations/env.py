"""What Alembic runs: the migrations, on the connection that `upgrade` hands over."""

from alembic import context

from storage.indexes import WHOLE

context.configure(connection=context.config.attributes["connection"], target_metadata=WHOLE)
context.run_migrations()

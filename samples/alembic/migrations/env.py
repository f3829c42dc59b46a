import os

from alembic import context
from sqlalchemy import create_engine

# The password is in PGPASSWORD, which libpq reads itself.
with create_engine(os.environ["DATABASE_URL"]).connect() as connection:
    context.configure(connection=connection, transaction_per_migration=True)
    with context.begin_transaction():
        context.run_migrations()

import sqlalchemy as sa
from alembic import op

revision = "002_year"
down_revision = "001_album"


def upgrade():
    op.add_column("album", sa.Column("year", sa.Integer))
    op.execute("update album set year = 1967 where title = 'The Story of Simon Simopath'")


def downgrade():
    op.drop_column("album", "year")

import sqlalchemy as sa
from alembic import op

revision = "001_album"
down_revision = None


def upgrade():
    op.create_table(
        "album",
        sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True),
        sa.Column("title", sa.Text, nullable=False),
    )
    op.execute("insert into album (title) values ('The Story of Simon Simopath')")


def downgrade():
    op.drop_table("album")

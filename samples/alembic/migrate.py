"""status | up | down ID: what Backline asks of migrations, by Alembic's own commands. IDs are Alembic's revisions."""

import os
import sys

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine


def main(arguments):
    config = Config(os.path.join(os.path.dirname(os.path.abspath(__file__)), "alembic.ini"))
    config.set_main_option("script_location", os.path.join(os.path.dirname(config.config_file_name), "migrations"))
    match arguments:
        case ["status"]:
            print_status(ScriptDirectory.from_config(config))
        case ["up"]:
            command.upgrade(config, "head")
        case ["down", to]:
            command.downgrade(config, to if to != "none" else "base")
        case _:
            print("usage: migrate.py status | up | down ID", file=sys.stderr)
            return 2
    return 0


def print_status(scripts):
    with create_engine(os.environ["DATABASE_URL"]).connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    revisions = [script.revision for script in scripts.walk_revisions()][::-1]
    applied = revisions.index(current) + 1 if current else 0
    for number, revision in enumerate(revisions):
        print("applied" if number < applied else "pending", revision)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

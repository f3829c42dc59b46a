"""Lists albums. GET /healthz asks the database."""

import os
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import psycopg2


class Albums(BaseHTTPRequestHandler):
    def do_GET(self):
        # Leaving a connection of psycopg2 ends its transaction, and does not close it.
        with closing(psycopg2.connect(os.environ["DATABASE_URL"])) as connection, connection.cursor() as cursor:
            cursor.execute("select title from album order by title")
            titles = [row[0] for row in cursor.fetchall()]
        body = ("up" if self.path == "/healthz" else "\n".join(titles)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Albums).serve_forever()

"""One database a site: a file in its folder or, with DATABASE_URL, a database of that PostgreSQL server."""

import os
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

SERVER = os.environ.get("DATABASE_URL", "")  # read first: the settings of the demo forget it


def environment(site: str) -> dict[str, str]:
    return {"BENCH_DATABASE_URL": _address(_name(site))} if SERVER else {}


def exists(site: str) -> bool:
    """Whether a site that was filled still has its database: a throwaway server forgets it."""
    if not SERVER:
        return True
    with psycopg.connect(SERVER) as connection:
        return bool(connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [_name(site)]).fetchone())


def make(site: str, like: str = "") -> None:
    drop(site)
    template = sql.SQL(" TEMPLATE {}").format(sql.Identifier(_name(like))) if like else sql.SQL("")
    _run(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(_name(site))) + template)


def drop(site: str) -> None:
    _run(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(_name(site))))


def _run(statement: sql.Composed) -> None:
    if SERVER:
        with psycopg.connect(SERVER, autocommit=True) as connection:
            connection.execute(statement)


def _address(database: str) -> str:
    return urlunsplit(urlsplit(SERVER)._replace(path=f"/{database}"))


def _name(site: str) -> str:
    return f"bench-{site}"

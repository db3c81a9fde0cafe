"""Names in the order of a dictionary on SQLite, which would put « École » after « Zoo ». PostgreSQL has its own."""

from django.db.models.expressions import Col, OrderBy
from django.db.models.functions import Collate

from portal.text.letters import sort_key

COLLATION = "french"
# Columns that hold what people read; paths and codes are sorted as they are.
NAMES = frozenset(
    {"title", "draft_title", "name", "plural", "label", "term", "first_name", "last_name", "place", "town"}
)


def register():
    OrderBy.as_sqlite = as_people_read


def teach(sender, connection, **kwargs):
    """Each connection has collations of its own."""
    if connection.vendor == "sqlite":
        connection.connection.create_collation(COLLATION, _compare)


def as_people_read(order, compiler, connection):
    column = getattr(order.expression, "source", order.expression)  # which « ORDER BY 1 » stands for
    if isinstance(column, Col) and column.target.name in NAMES and not compiler.query.combinator:
        order = order.copy()
        order.set_source_expressions([Collate(column, COLLATION)])
    return order.as_sql(compiler, connection)


def _compare(left, right):
    left, right = sort_key(left), sort_key(right)
    return (left > right) - (left < right)

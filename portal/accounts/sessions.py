"""Sessions in the database. One that has become void is forgotten in passing, by whatever page is asked for."""

from django.contrib.sessions.backends import db

from portal.outages.patience import at_once, is_in_passing


class SessionStore(db.SessionStore):
    def delete(self, session_key=None):
        """A void session opens nothing, whether its row is gone or not: nobody waits to read a page."""
        if is_in_passing():
            at_once(lambda: super(SessionStore, self).delete(session_key), "Session périmée")
        else:
            super().delete(session_key)

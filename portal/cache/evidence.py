"""Whether an answer that was made at one moment would be made the same at another.

An answer is a function of its address, of what it was made from, and of the time. Once something has changed, its
sources are asked again: as long as they all say the same, it stays. Nobody has to know which answers a change touches,
so nobody can forget one.
"""

from __future__ import annotations

from datetime import datetime

from portal.cache.moments import expired_at
from portal.cache.sources import Question, Reading
from portal.requests.visits import Moment, as_of_now

MOST_SOURCES = 300  # beyond, an answer is quicker made than checked


class Evidence:
    """What one answer, or one part that answers share, was made from: ``sources``, among which other evidence."""

    def __init__(self, moment: Moment, made_at: datetime, sources: list[Reading | Question | Evidence]) -> None:
        self.moment, self.made_at, self.sources = moment, made_at, sources
        self._refuted_at: Moment | None = None

    def settle(self) -> None:
        """Once the answer is made: what was read is not kept, only how to know whether it is the same."""
        for source in self.sources:
            if not isinstance(source, Evidence):
                source.settle()

    def holds_at(self, moment: Moment) -> bool:
        """Asks nothing twice of one moment."""
        if self.moment == moment:
            return True
        with as_of_now():
            holds = self._refuted_at != moment and self._holds(moment)
        if holds:
            self.moment = moment
        else:
            self._refuted_at = moment
        return holds

    def _holds(self, moment: Moment) -> bool:
        """What asked nothing may have read what nobody sees: it is of its moment only."""
        return (
            0 < len(self.sources) <= MOST_SOURCES
            and self.moment.day == moment.day
            and self._nothing_expired_since(moment)
            and all(each.holds_at(moment) if isinstance(each, Evidence) else each.holds() for each in self.sources)
        )

    def _nothing_expired_since(self, moment: Moment) -> bool:
        """Statements are asked again with the time at which they were asked first."""
        return expired_at(moment.generation, self.made_at) == moment.expired

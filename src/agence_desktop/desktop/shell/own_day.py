"""What is remembered of the day of whoever is signed in on this base: their buildings, their last visit."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from agence_desktop.desktop.session import Session
from agence_desktop.desktop.shell.memory import Memory

_SITES, _VISITS = "home/sites", "home/visits"
FIRST = timedelta(days=7)
"""How far back the news of a first visit go."""


class OwnDay:
    """By person and base: two people, or two bases, on one computer do not share their buildings."""

    def __init__(self, memory: Memory, session: Session) -> None:
        self._memory, self._session = memory, session
        self._since: dict[str, datetime] = {}
        self._newcomers: set[str] = set()

    @property
    def sites(self) -> frozenset[int] | None:
        """The buildings chosen (empty: all), None until any were."""
        kept = self._kept(_SITES).get(self._who)
        if not isinstance(kept, list):
            return None
        return frozenset(site for site in kept if isinstance(site, int))

    def choose(self, sites: frozenset[int]) -> None:
        """Keep the buildings chosen."""
        self._keep(_SITES, sorted(sites))

    @property
    def first(self) -> bool:
        """Whether this person was never here before."""
        self.since()
        return self._who in self._newcomers

    def since(self) -> datetime:
        """Since when changes are new: the last visit before this one, or what was marked as read since."""
        who = self._who
        if who not in self._since:
            last = self._last()
            if last is None:
                self._newcomers.add(who)
            self._since[who] = last or self._session.clock.now() - FIRST
        return self._since[who]

    def note_visit(self) -> None:
        """Keep that the day was seen now; what is new stays so until the program is left."""
        self.since()
        self._keep(_VISITS, self._session.clock.now().isoformat())

    def mark_read(self) -> None:
        """Nothing before this moment is new any more."""
        self._since[self._who] = self._session.clock.now()
        self._newcomers.discard(self._who)
        self.note_visit()

    @property
    def _who(self) -> str:
        return f"{self._session.actor.login}@{self._session.base.label}"

    def _last(self) -> datetime | None:
        kept = self._kept(_VISITS).get(self._who)
        try:
            found = datetime.fromisoformat(kept) if isinstance(kept, str) else None
        except ValueError:
            return None
        return found if found is not None and found.tzinfo is not None else None

    def _kept(self, key: str) -> dict[str, Any]:
        kept = self._memory.recall(key)
        return kept if isinstance(kept, dict) else {}

    def _keep(self, key: str, value: Any) -> None:
        self._memory.remember(key, {**self._kept(key), self._who: value})

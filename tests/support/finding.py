"""A whole search at once: the ranking, then near fits from one ledger that covers all of them."""

from __future__ import annotations

from collections.abc import Iterable, Set
from datetime import date, datetime

from agence_desktop.spaces.finding import Findings, Need, Search
from agence_desktop.spaces.roster import Findable, roster_of
from agence_desktop.spaces.rows import Ledger, Requester


def find_spaces(
    need: Need,
    spaces: Iterable[Findable],
    requester: Requester,
    ledger: Ledger,
    observed: Set[date],
    now: datetime,
) -> Findings:
    """Judge every space for the need, rank those that fit and look for near fits in the others.

    ``ledger`` covers ``reach_of(need, …)``; ``observed`` are the observed holidays.
    """
    search = Search(need, requester, observed, now)
    ranking = search.rank(roster_of(spaces), ledger)
    return Findings(ranking.spaces, search.near_fits(ranking.failing, ledger))

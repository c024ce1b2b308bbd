"""« Depuis votre dernière visite »: what others changed, of all slices, the latest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from agence_desktop.core.clock import to_wall
from agence_desktop.desktop.day import ROWS, DayLines, DayPane, DayScope, NewsFeed, NewsLine
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.shell import texts
from agence_desktop.desktop.shell.own_day import OwnDay
from agence_desktop.desktop.widgets.columns import Align, Column


def news_pane(
    feeds: Sequence[NewsFeed], desk: Workbench, own: OwnDay, mark_read: Callable[[], object]
) -> DayPane:
    """One pane for the news of all slices."""
    session = desk.session

    def load(scope: DayScope) -> DayLines:
        news = [feed.load(scope, ROWS) for feed in feeds]
        lines = sorted((line for one in news for line in one.lines), key=lambda line: line.at, reverse=True)
        title = texts.NEWS_FIRST if own.first else texts.NEWS
        return DayLines(lines[:ROWS], sum(one.total for one in news), title=title)

    def when(line: NewsLine) -> str:
        return texts.news_moment(to_wall(line.at, session.base.zone), session.today())

    columns: tuple[Column[NewsLine], ...] = (
        Column(
            "quoi",
            texts.NEWS_WHAT,
            lambda line: line.sentence,
            icon=lambda line: line.icon,
            linked=lambda line: line.link,
            tip=lambda line: line.sentence,
            width=320,
            stretch=True,
        ),
        Column(
            "quand", texts.NEWS_WHEN, when, sort=lambda line: line.at, align=Align.RIGHT, width=84, help=True
        ),
    )
    return DayPane(
        key="accueil.nouvelles",
        title=texts.NEWS,
        icon="bell-outline",
        columns=columns,
        load=load,
        open_row=lambda bench, line: bench.go(line.target),
        empty=texts.NO_NEWS,
        topics=frozenset(topic for feed in feeds for topic in feed.topics),
        link=(texts.MARK_READ, mark_read),
        side=1,
        headed=False,
    )

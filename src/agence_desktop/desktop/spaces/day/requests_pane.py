"""The pane « Demandes à décider »: what waits for this host, the most pressing first."""

from __future__ import annotations

from functools import partial

from agence_desktop.core.french import format_age
from agence_desktop.desktop.day import ROWS, DayFigure, DayLines, DayPane, DayRemark, DayScope
from agence_desktop.desktop.places import Target, Workbench
from agence_desktop.desktop.spaces.calendars.room_filter import RoomFilter
from agence_desktop.desktop.spaces.day import texts
from agence_desktop.desktop.spaces.day.requests import RequestLine, Rivalry, read_requests
from agence_desktop.desktop.spaces.facts import page_texts
from agence_desktop.desktop.spaces.gateway import Gateway
from agence_desktop.desktop.spaces.keys import PLANNING, record_target
from agence_desktop.desktop.widgets.columns import Align, Column


def requests_pane(gateway: Gateway) -> DayPane:
    """The requests on the rooms that this person hosts, in one’s buildings."""
    return DayPane(
        key="espaces.demandes",
        title=texts.REQUESTS_TITLE,
        icon="inbox-arrow-down",
        columns=COLUMNS,
        load=partial(_load, gateway),
        open_row=_open,
        empty=texts.REQUESTS_EMPTY,
        topics=frozenset({"bookings", "spaces", "directory"}),
        side=1,
        row_key=lambda line: line.booking_id,
    )


def _load(gateway: Gateway, scope: DayScope) -> DayLines:
    requests = read_requests(gateway, scope)
    lines = requests.lines
    pressing = sum(line.pressing for line in lines)
    words = texts.to_decide(len(lines), pressing)
    figure = DayFigure("inbox-arrow-down", len(lines), words, "danger" if pressing else "accent")
    remark = _remark(requests.rivalry) if requests.rivalry is not None else None
    return DayLines(lines[:ROWS], len(lines), (figure,), remark)


def _remark(rivalry: Rivalry) -> DayRemark:
    wanted = RoomFilter(sites=frozenset({rivalry.site_id}))
    state = {"reach": "day", "first": rivalry.day.isoformat(), "filter": wanted.state()}
    sentence = texts.rivals(rivalry.count, rivalry.space, rivalry.day)
    return DayRemark("scale-balance", sentence, texts.COMPARE, Target(PLANNING, state))


def _open(desk: Workbench, line: RequestLine) -> None:
    desk.go(record_target(line.number))


def _due_icon(line: RequestLine) -> str:
    if line.pressing:
        return "alert-circle"
    return "clock-alert-outline" if _soon(line) else ""


def _due_ink(line: RequestLine) -> str:
    if line.pressing:
        return "danger"
    return "warning" if _soon(line) else ""


def _soon(line: RequestLine) -> bool:
    return (line.due.date() - line.today).days == 1


COLUMNS: tuple[Column[RequestLine], ...] = (
    Column("numero", texts.NUMBER, lambda line: line.number, width=108),
    Column(
        "quoi",
        texts.SPACE_AND_DATE,
        lambda line: f"{line.space}, {line.what}",
        tip=lambda line: f"{line.space}, {line.purpose}\n{line.slots}",
        lead=lambda line: line.space,
        width=180,
        stretch=True,
    ),
    Column("pour", page_texts.FOR, lambda line: line.acronym, width=64),
    Column(
        "echeance",
        texts.DEADLINE,
        lambda line: texts.due(line.due, line.today, overdue=line.overdue),
        sort=lambda line: line.deadline,
        icon=_due_icon,
        ink=_due_ink,
        tip=lambda line: texts.due_whole(line.due),
        width=96,
    ),
    Column(
        "age",
        texts.AGE,
        lambda line: format_age(line.age),
        sort=lambda line: line.age,
        align=Align.RIGHT,
        width=60,
    ),
)

"""Room booking as the shell sees it: its places, commands, share of the day and search."""

from __future__ import annotations

from functools import partial

from agence_desktop.core.roles import Role
from agence_desktop.desktop.contribution import Contribution, DraftOpener
from agence_desktop.desktop.day import DayPane, SiteSource
from agence_desktop.desktop.places import Place, PlaceSpec, Workbench
from agence_desktop.desktop.spaces import keys, texts
from agence_desktop.desktop.spaces.actions import resume_booking, resume_edit
from agence_desktop.desktop.spaces.calendar_commands import booking_commands, period_commands, reach_commands
from agence_desktop.desktop.spaces.calendars import planning_texts
from agence_desktop.desktop.spaces.calendars.my_sites import read_sites
from agence_desktop.desktop.spaces.calendars.samples import samples
from agence_desktop.desktop.spaces.day.news import news_feed
from agence_desktop.desktop.spaces.day.requests_pane import requests_pane
from agence_desktop.desktop.spaces.day.today_pane import today_pane
from agence_desktop.desktop.spaces.facts import page_texts
from agence_desktop.desktop.spaces.gateway import Gateway
from agence_desktop.desktop.spaces.record_commands import record_commands, record_places
from agence_desktop.desktop.spaces.search import search_providers


def spaces_contribution(gateway: Gateway) -> Contribution:
    """What room booking hands to the shell."""
    return Contribution(
        key=keys.SLICE,
        word=texts.WORD,
        icon="office-building-outline",
        order=10,
        places=places(gateway),
        menu=texts.MENU,
        commands=(
            *booking_commands(gateway),
            *record_commands(),
            *period_commands(),
            *reach_commands(),
        ),
        samples=partial(samples, gateway),
        panes=panes(gateway),
        news=news_feed(gateway),
        sites=SiteSource(partial(read_sites, gateway), frozenset({"spaces", "directory"})),
        search=search_providers(gateway),
        drafts=(
            DraftOpener(keys.BOOKING_DRAFT, partial(resume_booking, gateway)),
            DraftOpener(keys.EDIT_DRAFT, partial(resume_edit, gateway)),
        ),
    )


def panes(gateway: Gateway) -> tuple[DayPane, ...]:
    """What « Ma journée » shows: today’s bookings, and to hosts what waits for their decision."""
    decides = gateway.actor.holds(Role.HOST)
    return (today_pane(gateway), *((requests_pane(gateway),) if decides else ()))


def places(gateway: Gateway) -> tuple[PlaceSpec, ...]:
    """The places of the slice, in the order of their tabs."""
    return (
        PlaceSpec(
            keys.PLANNING,
            planning_texts.PLANNING,
            partial(_planning, gateway),
            "chart-timeline",
            planning_texts.PLANNING_TITLE,
        ),
        PlaceSpec(keys.AGENDA, planning_texts.AGENDA, partial(_agenda, gateway), "calendar-week"),
        PlaceSpec(
            keys.MONTH,
            planning_texts.MONTH,
            partial(_month, gateway),
            "calendar-month-outline",
            planning_texts.MONTH_TITLE,
        ),
        *record_places(gateway),
        PlaceSpec(keys.ROOM, page_texts.ROOM, partial(_room, gateway), "door", listed=False),
        PlaceSpec(
            keys.SITE,
            page_texts.SITE,
            partial(_site, gateway),
            "office-building-outline",
            listed=False,
        ),
    )


def _agenda(gateway: Gateway, desk: Workbench) -> Place:
    from agence_desktop.desktop.spaces.calendars.agenda_place import AgendaPlace

    return AgendaPlace(desk, gateway)


def _month(gateway: Gateway, desk: Workbench) -> Place:
    from agence_desktop.desktop.spaces.calendars.month_place import MonthPlace

    return MonthPlace(desk, gateway)


def _planning(gateway: Gateway, desk: Workbench) -> Place:
    from agence_desktop.desktop.spaces.calendars.planning_place import PlanningPlace

    return PlanningPlace(desk, gateway)


def _room(gateway: Gateway, desk: Workbench) -> Place:
    from agence_desktop.desktop.spaces.records.room_page import RoomPage

    return RoomPage(desk, gateway)


def _site(gateway: Gateway, desk: Workbench) -> Place:
    from agence_desktop.desktop.spaces.records.site_page import SitePage

    return SitePage(desk, gateway)

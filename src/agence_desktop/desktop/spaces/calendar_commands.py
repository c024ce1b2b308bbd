"""The commands of the calendars of rooms: on the date under the keyboard, and on what is shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from agence_desktop.desktop.calendar.periods import Reach
from agence_desktop.desktop.contribution import Command, Menu, Role
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.spaces import keys, texts
from agence_desktop.desktop.spaces.actions import new_booking
from agence_desktop.desktop.spaces.gateway import Gateway
from agence_desktop.desktop.spaces.seeds import BookingSeed

if TYPE_CHECKING:
    from agence_desktop.desktop.spaces.calendars.calendar_place import CalendarPlace
    from agence_desktop.desktop.spaces.calendars.date_actions import DateActions
    from agence_desktop.desktop.spaces.records.booking_dates import BookingDates

_CALENDARS = frozenset({keys.PLANNING, keys.AGENDA, keys.MONTH})
_DATED = _CALENDARS | {keys.BOOKING}
_FILTERED = frozenset({keys.PLANNING, keys.MONTH})
_BY_WEEK = frozenset({keys.PLANNING, keys.AGENDA})


def _calendar(desk: Workbench) -> CalendarPlace | None:
    # Where a calendar is shown its module is there; the program opens before it is loaded.
    from agence_desktop.desktop.spaces.calendars.calendar_place import CalendarPlace

    place = desk.place
    return place if isinstance(place, CalendarPlace) else None


def _on_calendar(act: Callable[[CalendarPlace], object]) -> Callable[[Workbench], None]:
    """What a command does where a calendar is shown."""

    def run(desk: Workbench) -> None:
        place = _calendar(desk)
        if place is not None:
            act(place)

    return run


def _dates(desk: Workbench) -> DateActions | BookingDates | None:
    """What acts on the date under the keyboard: on a calendar, or on the page of a booking."""
    from agence_desktop.desktop.spaces.calendars.calendar_place import CalendarPlace
    from agence_desktop.desktop.spaces.records.booking_page import BookingPlace

    place = desk.place
    return place.dates if isinstance(place, CalendarPlace | BookingPlace) else None


def _on_date(act: Callable[[DateActions | BookingDates], object]) -> Callable[[Workbench], None]:
    """What a command does with the date under the keyboard."""

    def run(desk: Workbench) -> None:
        dates = _dates(desk)
        if dates is not None:
            act(dates)

    return run


def _has_date(desk: Workbench) -> bool:
    dates = _dates(desk)
    return dates is not None and dates.selected() is not None


def _may_change(desk: Workbench) -> bool:
    dates = _dates(desk)
    return dates is not None and dates.may_change() and desk.session.may_write


def _may_note(desk: Workbench) -> bool:
    dates = _dates(desk)
    return dates is not None and dates.may_note() and desk.session.may_write


def _new(gateway: Gateway, desk: Workbench) -> None:
    place = _calendar(desk)
    if place is not None:
        place.dates.new()
    else:
        new_booking(desk, gateway, BookingSeed())


def _date_command(
    key: str,
    words: str,
    act: Callable[[DateActions | BookingDates], object],
    shortcut: str,
    icon: str,
    enabled: Callable[[Workbench], bool],
) -> Command:
    """A command about the date under the keyboard."""
    return Command(
        f"spaces.{key}",
        words,
        Menu.SLICE,
        _on_date(act),
        shortcut,
        icon,
        enabled=enabled,
        places=_DATED,
        group="seance",
    )


def booking_commands(gateway: Gateway) -> tuple[Command, ...]:
    """What can be done with a date, and a new booking."""
    return (
        Command(
            "spaces.new",
            texts.NEW,
            Menu.SLICE,
            lambda desk: _new(gateway, desk),
            icon="plus",
            enabled=lambda desk: desk.session.may_write,
            role=Role.NEW,
        ),
        _date_command("edit", texts.EDIT, lambda dates: dates.edit(), "F2", "pencil", _has_date),
        _date_command("move", texts.MOVE, lambda dates: dates.move(), "Ctrl+D", "cursor-move", _may_change),
        _date_command("cancel", texts.CANCEL, lambda dates: dates.cancel(), "Del", "cancel", _may_change),
        Command(
            "spaces.presence",
            texts.PRESENCE,
            Menu.SLICE,
            _on_date(lambda dates: dates.note_presence()),
            "Ctrl+Shift+P",
            "account-check",
            enabled=_may_note,
            places=_DATED,
            group="seance",
        ),
        Command(
            "spaces.room",
            texts.ROOM_PAGE,
            Menu.SLICE,
            _on_calendar(lambda place: place.dates.open_room_here()),
            "Ctrl+I",
            "door",
            places=_BY_WEEK,
            group="fiches",
        ),
    )


def _move_by(steps: int, place: CalendarPlace) -> None:
    place.period_bar.move_by(steps)


def _clear_filters(place: CalendarPlace) -> None:
    from agence_desktop.desktop.spaces.calendars.planning_place import FilteredPlace

    if isinstance(place, FilteredPlace):
        place.clear_filters()


def period_commands() -> tuple[Command, ...]:
    """Back, on, today, and every room again."""
    steps = ((texts.PREVIOUS, "Alt+PgUp", -1), (texts.NEXT, "Alt+PgDown", 1))
    return (
        *(
            Command(
                f"spaces.period.{step}",
                words,
                Menu.VIEW,
                _on_calendar(partial(_move_by, step)),
                shortcut,
                places=_CALENDARS,
                group="periode",
            )
            for words, shortcut, step in steps
        ),
        Command(
            "spaces.today",
            texts.TODAY,
            Menu.VIEW,
            _on_calendar(lambda place: place.period_bar.go_to_today()),
            "Ctrl+T",
            "calendar-today",
            places=_CALENDARS,
            group="periode",
        ),
        Command(
            "spaces.filters",
            texts.CLEAR_FILTERS,
            Menu.VIEW,
            _on_calendar(_clear_filters),
            "Ctrl+Shift+X",
            icon="filter-remove-outline",
            places=_FILTERED,
            group="filtres",
        ),
    )


def reach_commands() -> tuple[Command, ...]:
    """How much is shown at once."""

    def to(reach: Reach) -> Callable[[Workbench], None]:
        return _on_calendar(lambda place: place.period_bar.set_reach(reach))

    def shows(reach: Reach) -> Callable[[Workbench], bool]:
        def checked(desk: Workbench) -> bool:
            place = _calendar(desk)
            return place is not None and place.period.reach is reach

        return checked

    reaches = (
        (Reach.DAY, texts.ONE_DAY, "Ctrl+1", _BY_WEEK),
        (Reach.WEEK, texts.ONE_WEEK, "Ctrl+2", _BY_WEEK),
        (Reach.TWO_WEEKS, texts.TWO_WEEKS, "Ctrl+3", frozenset({keys.PLANNING})),
    )
    return tuple(
        Command(
            f"spaces.reach.{reach}",
            words,
            Menu.VIEW,
            to(reach),
            shortcut,
            checked=shows(reach),
            places=shown,
            group="etendue",
        )
        for reach, words, shortcut, shown in reaches
    )

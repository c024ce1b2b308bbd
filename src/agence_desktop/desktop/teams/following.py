"""What follows a confirmation, as the shell sees it: days, expenses, evaluations, statements, the bench."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from agence_desktop.core.roles import Role as Holds
from agence_desktop.desktop.contribution import Command, DraftOpener, Late, Menu, on_place, where_place
from agence_desktop.desktop.places import PlaceSpec, Workbench
from agence_desktop.desktop.teams import keys, texts
from agence_desktop.desktop.teams.actuals import texts as actual_texts
from agence_desktop.desktop.teams.bench import texts as bench_texts
from agence_desktop.desktop.teams.evaluations import texts as evaluation_texts
from agence_desktop.desktop.teams.gateway import Gateway
from agence_desktop.desktop.teams.statements import texts as statement_texts
from agence_desktop.teams.rows import FIRM, Side

if TYPE_CHECKING:
    from agence_desktop.desktop.drafts import Draft
    from agence_desktop.desktop.teams.actuals.mandates_place import MandatesPlace
    from agence_desktop.desktop.teams.bench.bench_place import BenchPlace
    from agence_desktop.desktop.teams.deployments.deployments_place import DeploymentsPlace
    from agence_desktop.desktop.teams.evaluations.evaluations_place import EvaluationsPlace
    from agence_desktop.desktop.teams.statements.statements_place import StatementsPlace


def _load_bench() -> type[BenchPlace]:
    from agence_desktop.desktop.teams.bench.bench_place import BenchPlace

    return BenchPlace


def _load_statements() -> type[StatementsPlace]:
    from agence_desktop.desktop.teams.statements.statements_place import StatementsPlace

    return StatementsPlace


def _load_evaluations() -> type[EvaluationsPlace]:
    from agence_desktop.desktop.teams.evaluations.evaluations_place import EvaluationsPlace

    return EvaluationsPlace


def _load_mandates() -> type[MandatesPlace]:
    from agence_desktop.desktop.teams.actuals.mandates_place import MandatesPlace

    return MandatesPlace


def _load_deployments() -> type[DeploymentsPlace]:
    from agence_desktop.desktop.teams.deployments.deployments_place import DeploymentsPlace

    return DeploymentsPlace


BENCH_PLACE, STATEMENTS_PLACE = Late(_load_bench), Late(_load_statements)
EVALUATIONS_PLACE, MANDATES_PLACE = Late(_load_evaluations), Late(_load_mandates)
_DEPLOYMENTS_PLACE = Late(_load_deployments)
_BENCH, _STATEMENTS = frozenset({keys.BENCH}), frozenset({keys.STATEMENTS})
_EVALUATIONS, _ACTUALS = frozenset({keys.EVALUATIONS}), frozenset({keys.ACTUALS})


def following_places(gateway: Gateway) -> tuple[PlaceSpec, ...]:
    """The places that this person has something to do in, in the order of their tabs."""
    actor = gateway.actor
    member, client = actor.holds(Holds.MEMBER), actor.holds(Holds.CLIENT)
    found = []
    if gateway.organises or member:
        found.append(
            PlaceSpec(
                keys.ACTUALS,
                actual_texts.PLACE,
                lambda desk: MANDATES_PLACE.kind(desk, gateway),
                "calendar-check-outline",
            )
        )
    if gateway.organises or member or client:
        found.append(
            PlaceSpec(
                keys.EVALUATIONS,
                texts.EVALUATIONS,
                lambda desk: EVALUATIONS_PLACE.kind(desk, gateway),
                "star-outline",
            )
        )
    if gateway.organises or client:
        found.append(
            PlaceSpec(
                keys.STATEMENTS,
                texts.STATEMENTS,
                lambda desk: STATEMENTS_PLACE.kind(desk, gateway),
                "cash-multiple",
            )
        )
    if gateway.organises:
        found.append(
            PlaceSpec(keys.BENCH, texts.BENCH, lambda desk: BENCH_PLACE.kind(desk, gateway), "chart-bar")
        )
    return tuple(found)


def following_drafts(gateway: Gateway) -> tuple[DraftOpener, ...]:
    """A sheet of days and expenses that was left."""
    return (DraftOpener(keys.ACTUALS_DRAFT, partial(_resume, gateway)),)


def _resume(gateway: Gateway, desk: Workbench, draft: Draft) -> None:
    from agence_desktop.desktop.teams.actuals.actuals_dialog import open_actuals

    open_actuals(desk, gateway, int(draft.values.get("deployment", 0)), draft)


def following_commands(gateway: Gateway) -> tuple[Command, ...]:
    """Sheets, evaluations, statements, the bench."""
    return (*_actuals(gateway), *_evaluations(), *_statements(gateway), *_bench())


def _actuals(gateway: Gateway) -> tuple[Command, ...]:
    def sheet(place: DeploymentsPlace) -> None:
        from agence_desktop.desktop.teams.actuals.actuals_dialog import open_actuals

        if (line := place.line()) is not None:
            open_actuals(place.desk, gateway, line.bar.id)

    def firm(place: DeploymentsPlace) -> bool:
        line = place.line()
        return line is not None and line.bar.state in FIRM

    return (
        Command(
            "teams.deployment.actuals",
            actual_texts.OPEN,
            Menu.SLICE,
            on_place(_DEPLOYMENTS_PLACE, sheet),
            "Ctrl+J",
            "calendar-check-outline",
            enabled=where_place(_DEPLOYMENTS_PLACE, firm),
            places=frozenset({keys.DEPLOYMENTS}),
            group="suivi",
        ),
        Command(
            "teams.actuals.open",
            actual_texts.OPEN,
            Menu.SLICE,
            on_place(MANDATES_PLACE, lambda place: place.open_sheet()),
            "Ctrl+J",
            "calendar-check-outline",
            enabled=where_place(MANDATES_PLACE, lambda place: place.current() is not None),
            places=_ACTUALS,
            group="suivi",
        ),
        Command(
            "teams.actuals.export",
            actual_texts.EXPORT,
            Menu.FILE,
            on_place(MANDATES_PLACE, lambda place: place.export()),
            "Ctrl+Shift+E",
            "file-excel-outline",
            places=_ACTUALS,
            group="exporter",
        ),
    )


def _evaluations() -> tuple[Command, ...]:
    def form(side: Side) -> Callable[[Workbench], None]:
        return on_place(EVALUATIONS_PLACE, lambda place: place.evaluate(side))

    def may(side: Side) -> Callable[[Workbench], bool]:
        return where_place(EVALUATIONS_PLACE, lambda place: place.may_evaluate(side))

    sides = (
        (Side.CLIENT, evaluation_texts.EVALUATE_CLIENT, "Ctrl+1"),
        (Side.MEMBER, evaluation_texts.EVALUATE_MEMBER, "Ctrl+2"),
    )
    return (
        *(
            Command(
                f"teams.evaluation.{side}",
                words,
                Menu.SLICE,
                form(side),
                shortcut,
                "star-outline",
                enabled=may(side),
                places=_EVALUATIONS,
                group="suivi",
            )
            for side, words, shortcut in sides
        ),
        Command(
            "teams.evaluation.close",
            evaluation_texts.CLOSE,
            Menu.SLICE,
            on_place(EVALUATIONS_PLACE, lambda place: place.close_mandate()),
            "Ctrl+Shift+F",
            "lock-outline",
            enabled=where_place(EVALUATIONS_PLACE, lambda place: place.may_close()),
            places=_EVALUATIONS,
            group="suivi",
        ),
        Command(
            "teams.evaluation.export",
            evaluation_texts.EXPORT,
            Menu.FILE,
            on_place(EVALUATIONS_PLACE, lambda place: place.export()),
            "Ctrl+Shift+E",
            "file-excel-outline",
            places=_EVALUATIONS,
            group="exporter",
        ),
    )


def _statements(gateway: Gateway) -> tuple[Command, ...]:
    return (
        Command(
            "teams.statement.prepare",
            statement_texts.PREPARE,
            Menu.SLICE,
            on_place(STATEMENTS_PLACE, lambda place: place.prepare()),
            "Ctrl+Shift+N",
            "plus",
            enabled=lambda desk: gateway.organises and desk.session.may_write,
            places=_STATEMENTS,
            group="releves",
        ),
        Command(
            "teams.statement.renew",
            statement_texts.RENEW,
            Menu.SLICE,
            on_place(STATEMENTS_PLACE, lambda place: place.renew()),
            "Ctrl+Shift+R",
            "refresh",
            enabled=where_place(STATEMENTS_PLACE, lambda place: place.may_renew()),
            places=_STATEMENTS,
            group="releves",
        ),
        Command(
            "teams.statement.issue",
            statement_texts.ISSUE,
            Menu.SLICE,
            on_place(STATEMENTS_PLACE, lambda place: place.issue()),
            "Ctrl+Return",
            "file-send-outline",
            enabled=where_place(STATEMENTS_PLACE, lambda place: place.may_issue()),
            places=_STATEMENTS,
            group="releves",
        ),
        Command(
            "teams.statement.discard",
            statement_texts.DISCARD,
            Menu.SLICE,
            on_place(STATEMENTS_PLACE, lambda place: place.discard()),
            "Del",
            "close-circle-outline",
            enabled=where_place(STATEMENTS_PLACE, lambda place: place.may_renew()),
            places=_STATEMENTS,
            group="releves",
        ),
        Command(
            "teams.statement.export",
            statement_texts.EXPORT,
            Menu.FILE,
            on_place(STATEMENTS_PLACE, lambda place: place.export()),
            "Ctrl+Shift+E",
            "file-excel-outline",
            places=_STATEMENTS,
            group="exporter",
        ),
    )


def _bench() -> tuple[Command, ...]:
    return (
        Command(
            "teams.bench.tentative",
            bench_texts.TOGGLE,
            Menu.VIEW,
            on_place(BENCH_PLACE, lambda place: place.toggle_tentative()),
            "Ctrl+Shift+K",
            "eye-outline",
            checked=where_place(BENCH_PLACE, lambda place: place.tentative.isChecked()),
            places=_BENCH,
            group="filtres",
        ),
        *(
            Command(
                f"teams.bench.{step}",
                words,
                Menu.VIEW,
                on_place(BENCH_PLACE, partial(_move, step)),
                shortcut,
                places=_BENCH,
                group="periode",
            )
            for words, shortcut, step in (
                (texts.PREVIOUS, "Alt+PgUp", -1),
                (texts.NEXT, "Alt+PgDown", 1),
            )
        ),
        Command(
            "teams.bench.export",
            bench_texts.EXPORT,
            Menu.FILE,
            on_place(BENCH_PLACE, lambda place: place.export()),
            "Ctrl+Shift+E",
            "file-excel-outline",
            places=_BENCH,
            group="exporter",
        ),
        Command(
            "teams.bench.export_unmet",
            bench_texts.EXPORT_UNMET,
            Menu.FILE,
            on_place(BENCH_PLACE, lambda place: place.export_unmet()),
            "",
            "file-excel-outline",
            places=_BENCH,
            group="exporter",
        ),
    )


def _move(steps: int, place: BenchPlace) -> None:
    place.months.move_by(steps)

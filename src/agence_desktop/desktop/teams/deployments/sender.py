"""Carries out gestures on deployments: refusals told, overruns asked about, Ctrl+Z offered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.tasks import Failure
from agence_desktop.desktop.teams.deployments import texts
from agence_desktop.desktop.teams.deployments.wishes import Wish, carry_out, put_back
from agence_desktop.desktop.teams.facts.over_dialog import (
    OVER,
    Answer,
    OverDialog,
    authorising,
    moving_another,
)
from agence_desktop.desktop.teams.gateway import Gateway, Written


def send(
    desk: Workbench,
    gateway: Gateway,
    wish: Wish,
    *,
    done: Callable[[], object] = lambda: None,
    refused: Callable[[str], object] | None = None,
) -> None:
    """Do it; ``refused`` gets the sentence of a refusal that no overrun answers."""

    def failed(failure: Failure) -> None:
        if failure.detail == OVER:
            done()
            _ask(desk, gateway, wish, failure)
        elif refused is not None:
            refused(failure.sentence)
        else:
            desk.tell(failure.sentence, kind="danger")

    def written(result: Written) -> None:
        done()
        desk.hub.publish(result.changes)
        back = partial(_take_back, desk, gateway, result.kept.get("undo", ()))
        desk.offer_undo(texts.told(wish.kind, wish.who), back)

    desk.tasks.run(carry_out, gateway, wish, owner=desk.parent_widget, done=written, failed=failed)


def _take_back(desk: Workbench, gateway: Gateway, undo: Sequence[Mapping[str, Any]]) -> None:
    def done(result: Written) -> None:
        desk.hub.publish(result.changes)
        desk.tell(texts.BACK)

    desk.tasks.run(
        put_back,
        gateway,
        undo,
        owner=desk.parent_widget,
        done=done,
        failed=lambda failure: desk.tell(failure.sentence, kind="danger"),
    )


def _ask(desk: Workbench, gateway: Gateway, wish: Wish, failure: Failure) -> None:
    """Left as before, authorised with a reason, or another deployment is moved."""
    answers = (
        Answer(texts.LEAVE, texts.LEAVE_HELP, lambda _reason: None),
        authorising(lambda reason: send(desk, gateway, wish.authorised(reason)), may=gateway.manages),
        moving_another(desk, failure, wish.bar.member_id),
    )
    OverDialog(desk.parent_widget, wish.name, failure, answers).open()

"""Prepared messages on their way to the user's own mail program."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.positions import texts
from agence_desktop.desktop.tasks import Lane

if TYPE_CHECKING:
    from agence_desktop.actions.messages import Message


def open_messages(desk: Workbench, messages: Sequence[Message]) -> None:
    """Write each message and open it as a draft; say so, or where they are kept."""

    def written(paths: Sequence[Path]) -> None:
        # What opens files is loaded when something first goes out.
        from agence_desktop.desktop.dialogs.paper import documents_folder, open_file

        opened = [open_file(path) for path in paths]
        if all(opened):
            desk.tell(texts.prepared(len(messages)))
        else:
            desk.tell(texts.not_opened(str(documents_folder())), kind="warning")

    desk.tasks.run(
        _write,
        messages,
        owner=desk.parent_widget,
        done=written,
        failed=lambda failure: desk.tell(failure.sentence, kind="danger"),
        lane=Lane.POOL,
    )


def _write(messages: Sequence[Message]) -> tuple[Path, ...]:
    from agence_desktop.desktop.dialogs.paper import documents_folder

    folder = documents_folder()
    folder.mkdir(parents=True, exist_ok=True)
    paths = tuple(folder / message.name for message in messages)
    for message, path in zip(messages, paths, strict=True):
        message.save(path)
    return paths

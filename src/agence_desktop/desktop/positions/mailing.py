"""Prepared messages on their way to the user's own mail program."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.positions import texts

if TYPE_CHECKING:
    from agence_desktop.actions.messages import Message


def open_messages(desk: Workbench, messages: Sequence[Message]) -> None:
    """Write each message and open it as a draft; say so, or where they are kept."""
    # What opens files is loaded when something first goes out.
    from agence_desktop.desktop.dialogs.paper import documents_folder, open_file

    folder = documents_folder()
    folder.mkdir(parents=True, exist_ok=True)
    opened = True
    for message in messages:
        path = folder / message.name
        message.save(path)
        opened = open_file(path) and opened
    if opened:
        desk.tell(texts.prepared(len(messages)))
    else:
        desk.tell(texts.not_opened(str(folder)), kind="warning")

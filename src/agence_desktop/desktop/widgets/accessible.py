"""Words for screen readers: announcements, names, and labels that stand for a field."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QWidget


def announce(widget: QWidget, sentence: str, *, urgent: bool = False) -> None:
    """Have a screen reader say a sentence; ``urgent`` interrupts what it is saying."""
    # Imported at the first announcement: its lists of roles are long, and the first window says nothing.
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    event = QAccessibleAnnouncementEvent(widget, sentence)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
    QAccessible.updateAccessibility(event)


def name(widget: QWidget, words: str, description: str = "") -> None:
    """Give a widget its accessible name, and what is said after it."""
    widget.setAccessibleName(words)
    if description:
        widget.setAccessibleDescription(description)


def enable(button: QAbstractButton, why_not: str, keys: str = "") -> None:
    """Enable a button, or disable it and say why: as its tooltip, and to screen readers.

    ``keys`` is the tooltip of an enabled one.
    """
    button.setEnabled(not why_not)
    button.setToolTip(why_not or keys)
    button.setAccessibleDescription(why_not)


def keep_shown(text: str) -> str:
    """A text of people's data as the label of a button or menu: its ampersands are no mnemonics."""
    return text.replace("&", "&&")


def without_mnemonic(text: str) -> str:
    """The label as it is read: « &Fichier » is « Fichier », « R&&D » is « R&D »."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")

"""Where the screens of room booking meet its forms, which are loaded when first opened."""

from __future__ import annotations

from agence_desktop.desktop.drafts import Draft
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.spaces.gateway import Gateway
from agence_desktop.desktop.spaces.seeds import BookingSeed, EditSeed


def new_booking(desk: Workbench, gateway: Gateway, seed: BookingSeed) -> None:
    """Open the form of a new booking with what is known of it."""
    from agence_desktop.desktop.spaces.form.booking_form import open_booking_form

    open_booking_form(desk, gateway, seed)


def edit_booking(desk: Workbench, gateway: Gateway, seed: EditSeed) -> None:
    """Open the form of a stored booking."""
    from agence_desktop.desktop.spaces.form.booking_form import open_booking_form

    open_booking_form(desk, gateway, seed)


def resume_booking(gateway: Gateway, desk: Workbench, draft: Draft) -> None:
    """Take up the draft of a new booking."""
    from agence_desktop.desktop.spaces.form.booking_form import resume_booking_draft

    resume_booking_draft(desk, gateway, draft)


def resume_edit(gateway: Gateway, desk: Workbench, draft: Draft) -> None:
    """Take up the draft of an edited booking."""
    from agence_desktop.desktop.spaces.form.booking_form import resume_edit_draft

    resume_edit_draft(desk, gateway, draft)

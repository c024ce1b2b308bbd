"""Keys of the places of the directory, and the kinds of its drafts."""

from __future__ import annotations

PEOPLE, ORGANISATIONS, SITES = "directory.people", "directory.organisations", "directory.sites"
NEW_DRAFT, EDIT_DRAFT = "personne", "fiche-personne"

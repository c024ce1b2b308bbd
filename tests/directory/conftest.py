"""A furnished office on both databases."""

from support.furnished import database, desk, office_url  # noqa: F401

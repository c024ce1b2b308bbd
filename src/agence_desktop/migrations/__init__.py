"""Numbered Alembic migrations, inside the package so that a frozen program can upgrade."""

HEAD = "0007"
"""The newest schema; a test compares it with the scripts, so that starting needs no Alembic."""

"""Numbered Alembic migrations, inside the package so that a frozen program can upgrade."""

"""Codes of the shipped lists that the demonstration uses: kinds of room, layouts, fixed equipment."""

from __future__ import annotations

MEETING, TRAINING, HALL, OFFICE, DESK = "reunion", "formation", "multifonctionnelle", "bureau", "passage"
U_SHAPE, SCHOOL, THEATRE = "u", "ecole", "theatre"
WIFI, PHONE, VIDEO, PROJECTOR, BOARD = "wifi", "telephone", "visioconference", "projecteur", "tableau"

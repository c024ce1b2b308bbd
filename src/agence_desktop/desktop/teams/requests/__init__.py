"""Requests for flying teams: the strip above the timeline, the list, the form."""

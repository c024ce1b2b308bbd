"""Another system's calendar of one room: its events read, expanded, and kept in step by UID."""

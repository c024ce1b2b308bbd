"""The windows: the only place of Qt."""

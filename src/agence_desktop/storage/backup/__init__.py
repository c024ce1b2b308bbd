"""Backups: one ``.agence`` file per snapshot, written from and restored into either database."""

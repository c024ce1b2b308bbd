"""Screens of the directory: people, organisations and sites."""

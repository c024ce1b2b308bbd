"""Deployments: the list, and what is done with one wherever it is shown."""

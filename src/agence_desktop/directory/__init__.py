"""Organisations, regions, sites, people and users: the directory that all slices share."""

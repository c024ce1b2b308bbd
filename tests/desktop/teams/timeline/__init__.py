"""Tests of the screens of flying teams."""

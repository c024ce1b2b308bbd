"""Tests of the frame of the window."""

"""Tests of what makes the packages for Windows."""

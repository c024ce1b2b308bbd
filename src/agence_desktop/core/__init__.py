"""Shared kernel: pure values and rules that every slice uses; standard library and dateutil only."""

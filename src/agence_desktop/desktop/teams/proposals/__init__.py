"""Proposals of allocation: who for each seat, why, and what another choice would change."""

"""Comparisons made in the oracle's helpers show both sides."""

import pytest

pytest.register_assert_rewrite("oracle.replay", "oracle.judge")

"""From a problem of allocation to a proposal: the model in whole numbers, HiGHS, and a greedy fallback."""

"""Measurements that anyone can repeat: each prints ratios beside a bare baseline of the same run."""

"""The editor of handover sheets."""

"""The slice of flying teams: members, requests, deployments and what they cost."""

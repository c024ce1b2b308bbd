"""Flying teams on the screen: timeline of members, requests, proposals, deployments, costs."""

"""The share of room booking in « Ma journée »."""

"""Planning, agenda and month of rooms: what they show, how dates are moved and cancelled."""

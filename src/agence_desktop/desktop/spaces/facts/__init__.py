"""How bookings are told on every screen: their facts and states, their dates, two versions compared."""

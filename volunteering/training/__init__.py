"""Training for community sponsors: sessions, places, waiting lists, who was there."""

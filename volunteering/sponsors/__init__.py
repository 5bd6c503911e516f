"""Community sponsors: what approval needs, their standing, their groups, and the admin's screens about them."""

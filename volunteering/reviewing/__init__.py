"""Words about safety, worries, consent and privacy are shown only where a person has read them."""

"""The read API that speaks the language of the City of Helsinki's Linked Events (`events.md` §5)."""

"""A municipality's extra questions: asked in the form, kept with the sign-up, shown to the coordinator."""

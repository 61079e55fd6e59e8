"""Texts and translations that readers send: terms are found in them and checked; nothing of them is kept."""

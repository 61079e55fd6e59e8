"""Checks of a vocabulary: pure functions with a code, whose docstring is the message."""

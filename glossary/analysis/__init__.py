"""From text to the keys by which it is found: folding here, the languages' own rules beside it."""

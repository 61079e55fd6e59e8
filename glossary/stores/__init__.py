"""Where the triples and the documents of a release live."""

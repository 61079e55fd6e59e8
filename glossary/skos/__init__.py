"""Between RDF and the model: namespaces, plain triples, the reader and the completion of inverse relations."""

"""What the service says of itself as RDF: its SPARQL endpoint, its data sets, its releases and their changes."""

"""The texts of the named queries, in plain SPARQL 1.1.

The store binds ``?uri`` or ``?graph``, which are selected as well because Oxigraph binds only what is.
"""

from __future__ import annotations

_SKOS = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"

TOP_CONCEPTS = (
    _SKOS
    + """
SELECT DISTINCT ?found ?graph WHERE {
  { SELECT DISTINCT ?found WHERE { ?found skos:topConceptOf ?scheme } }
  GRAPH ?graph { ?found a skos:Concept }
  FILTER NOT EXISTS { ?found skos:broader ?above . ?above a skos:Concept }
}
"""
)
"""The inner query is answered first; without it a store begins with all concepts, which takes three times as long."""

NARROWER = (
    _SKOS
    + """
SELECT DISTINCT ?found ?uri WHERE {
  { ?uri skos:narrower ?found } UNION { ?uri skos:member ?found } UNION { ?uri skos:hasTopConcept ?found }
  FILTER(isIRI(?found) && ?found != ?uri)
}
"""
)

BELOW = (
    _SKOS
    + """
SELECT DISTINCT ?found ?uri WHERE {
  { ?uri skos:narrower+ ?found } UNION { ?uri skos:member+ ?found } UNION { ?found skos:inScheme ?uri }
  FILTER(isIRI(?found) && ?found != ?uri)
}
"""
)

MAPPED_TO = (
    _SKOS
    + """
SELECT DISTINCT ?found ?uri WHERE {
  ?found skos:exactMatch|skos:closeMatch|skos:broadMatch|skos:narrowMatch|skos:relatedMatch ?uri
  FILTER(isIRI(?found))
}
"""
)

MAPPED = (
    _SKOS
    + """
SELECT ?found (COUNT(?to) AS ?count) ?graph WHERE {
  VALUES ?kind { skos:exactMatch skos:closeMatch skos:broadMatch skos:narrowMatch skos:relatedMatch }
  GRAPH ?graph { ?found ?kind ?to }
  FILTER(isIRI(?found) && isIRI(?to))
} GROUP BY ?found ?graph
"""
)

COUNT = "SELECT (COUNT(*) AS ?found) ?graph WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"

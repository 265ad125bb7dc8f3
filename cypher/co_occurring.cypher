// co_occurring: concepts found in the same papers as one concept.
//
// measure  normalised pointwise mutual information, -1 to 1 (Bouma 2009)
// param    $concept  name or key of the concept, in any case; example "diffusion model"
// param    $limit    how many rows at most; default 20
// returns  key, name, kind, papers: how many have both, npmi
// writes   nothing
MATCH (asked:Concept)
WHERE asked.key = $concept OR toLower(asked.name) = toLower($concept)
MATCH (asked)-[together:CO_OCCURS]-(other:Concept)
RETURN other.key AS key, other.name AS name, other.kind AS kind,
       together.papers AS papers, together.npmi AS npmi
ORDER BY npmi DESC, papers DESC, key
LIMIT $limit

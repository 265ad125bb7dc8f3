// hubs: concepts that join many papers while being rare enough to tell something.
//
// measure  pull is papers times weight; the weight falls as more papers share the concept
// param    $limit  how many rows at most; default 20
// returns  key, name, kind, papers, weight: inverse document frequency, pull
// writes   nothing
MATCH (concept:Concept)
WHERE concept.papers > 1
RETURN concept.key AS key, concept.name AS name, concept.kind AS kind,
       concept.papers AS papers, concept.weight AS weight,
       round(concept.papers * concept.weight, 6) AS pull
ORDER BY pull DESC, key
LIMIT $limit

// hubs: concepts that join papers which are really about them, while being rare enough to tell something.
//
// measure  pull is how much of each paper the concept is, a third where it is not central, summed,
//          times weight; the weight falls as more papers share the concept
// param    $limit  how many rows at most; default 20
// returns  key, name, kind, papers, weight: inverse document frequency, pull
// writes   nothing
MATCH (:Paper)-[about:ABOUT]->(concept:Concept)
WHERE concept.papers > 1 AND coalesce(about.stance, 'about') <> 'contrast'
WITH concept, sum(about.weight * CASE WHEN about.central THEN 1.0 ELSE 0.35 END) AS told
RETURN concept.key AS key, concept.name AS name, concept.kind AS kind,
       concept.papers AS papers, concept.weight AS weight,
       round(told * concept.weight, 6) AS pull
ORDER BY pull DESC, key
LIMIT $limit

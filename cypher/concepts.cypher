// concepts: the concepts of the library, by the number of papers about them.
//
// measure  papers that only reject or criticise a concept are not counted
// param    $limit  how many rows at most; default 50
// returns  key, name, kind, origin, papers, central: how many of these are about it at heart
// writes   nothing
MATCH (paper:Paper)-[about:ABOUT]->(concept:Concept)
WHERE coalesce(about.stance, 'about') <> 'contrast'
RETURN concept.key AS key, concept.name AS name, concept.kind AS kind, concept.origin AS origin,
       count(DISTINCT paper) AS papers,
       sum(CASE WHEN about.central THEN 1 ELSE 0 END) AS central
ORDER BY papers DESC, central DESC, key
LIMIT $limit

// concept_papers: papers about a concept or one of its narrower concepts.
//
// measure  papers that only reject or criticise the concept are left out
// param    $concept  name or key of the concept, in any case; example "masked diffusion"
// param    $limit    how many rows at most; default 100
// returns  key, title, year, concept: the one found in the paper, central, weight: how much of the
//          paper it is
// writes   nothing
MATCH (asked:Concept)
WHERE asked.key = $concept OR toLower(asked.name) = toLower($concept)
MATCH (concept:Concept)-[:BROADER*0..10]->(asked)
WITH DISTINCT concept
MATCH (paper:Paper)-[about:ABOUT]->(concept)
WHERE coalesce(about.stance, 'about') <> 'contrast'
RETURN paper.key AS key, paper.title AS title, paper.year AS year, concept.name AS concept,
       about.central AS central, about.weight AS weight
ORDER BY central DESC, weight DESC, key, concept
LIMIT $limit

// concept_papers: papers about a concept or one of its narrower concepts, each once.
//
// measure  papers that only reject or criticise the concept are left out
// param    $concept  name or key of the concept, in any case; example "masked diffusion"
// param    $limit    rows to return at most; default 100
// returns  key, title, year, concepts: those found in the paper, most of it first, central: whether
//          the paper is about the first of them, weight: how much of the paper that one is
// writes   nothing
MATCH (asked:Concept)
WHERE asked.key = $concept OR toLower(asked.name) = toLower($concept)
MATCH (concept:Concept)-[:BROADER*0..10]->(asked)
WITH DISTINCT concept
MATCH (paper:Paper)-[about:ABOUT]->(concept)
WHERE coalesce(about.stance, 'about') <> 'contrast'
WITH paper, concept.name AS name, about.central AS central, about.weight AS weight
ORDER BY central DESC, weight DESC, name
WITH paper, collect(name) AS concepts, collect(central) AS centrals, collect(weight) AS weights
RETURN paper.key AS key, paper.title AS title, paper.year AS year, concepts,
       head(centrals) AS central, head(weights) AS weight
ORDER BY central DESC, weight DESC, key
LIMIT $limit

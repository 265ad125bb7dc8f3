// concept_years: how many papers were about a concept, or a narrower one, in each year.
//
// measure  papers without a year, and those that only reject the concept, are left out
// param    $concept  name or key of the concept, in any case; example "machine translation"
// returns  year, papers
// writes   nothing
MATCH (asked:Concept)
WHERE asked.key = $concept OR toLower(asked.name) = toLower($concept)
MATCH (concept:Concept)-[:BROADER*0..10]->(asked)
WITH DISTINCT concept
MATCH (paper:Paper)-[about:ABOUT]->(concept)
WHERE coalesce(about.stance, 'about') <> 'contrast' AND paper.year IS NOT NULL
RETURN paper.year AS year, count(DISTINCT paper) AS papers
ORDER BY year

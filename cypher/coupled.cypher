// coupled: papers that share the most references with one paper.
//
// measure  bibliographic coupling (Kessler 1963): how many references both have
// param    $key    key of the paper; example "arxiv:1706.03762"
// param    $limit  how many rows at most; default 20
// returns  key, title, year, shared: references in common
// writes   nothing
MATCH (:Paper {key: $key})-[:CITES]->(reference:Paper)<-[:CITES]-(paper:Paper)
WHERE paper.key <> $key
RETURN paper.key AS key, paper.title AS title, paper.year AS year,
       count(DISTINCT reference) AS shared
ORDER BY shared DESC, key
LIMIT $limit

// coupled: papers that share the most references with one paper.
//
// measure  bibliographic coupling, as a plain count (Kessler 1963)
// param    $key    canonical key of the paper; example "arxiv:1706.03762"
// param    $limit  rows to return at most; default 20
// returns  key, title, year, shared: references in common
// writes   nothing
MATCH (:Paper {key: $key})-[:CITES]->(reference:Paper)<-[:CITES]-(other:Paper)
WHERE other.key <> $key
RETURN other.key AS key, other.title AS title, other.year AS year,
       count(DISTINCT reference) AS shared
ORDER BY shared DESC, key
LIMIT $limit

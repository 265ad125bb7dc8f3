// cocited: papers that are cited together with one paper.
//
// measure  co-citation, as a plain count of citing papers (Small 1973)
// param    $key    canonical key of the paper; example "arxiv:1706.03762"
// param    $limit  rows to return at most; default 20
// returns  key, title, year, together: papers that cite both
// writes   nothing
MATCH (:Paper {key: $key})<-[:CITES]-(citing:Paper)-[:CITES]->(other:Paper)
WHERE other.key <> $key
RETURN other.key AS key, other.title AS title, other.year AS year,
       count(DISTINCT citing) AS together
ORDER BY together DESC, key
LIMIT $limit

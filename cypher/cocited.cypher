// cocited: papers that are cited together with one paper.
//
// measure  co-citation (Small 1973): how many papers cite both
// param    $key    key of the paper; example "arxiv:1706.03762"
// param    $limit  how many rows at most; default 20
// returns  key, title, year, together: papers that cite both, stub: whether it is known only
//          because it is cited
// writes   nothing
MATCH (:Paper {key: $key})<-[:CITES]-(citing:Paper)-[:CITES]->(paper:Paper)
WHERE paper.key <> $key
RETURN paper.key AS key, paper.title AS title, paper.year AS year,
       count(DISTINCT citing) AS together, paper.stub AS stub
ORDER BY together DESC, key
LIMIT $limit

// to_read: papers that are cited but were not read, most cited first.
//
// param    $limit  how many rows at most; default 20
// returns  key, title, year, citations, cited_by: keys of the citing papers
// writes   nothing
MATCH (citing:Paper)-[:CITES]->(paper:Paper)
WHERE paper.stub
WITH paper, citing
ORDER BY citing.key
WITH paper, collect(citing.key) AS cited_by
RETURN paper.key AS key, paper.title AS title, paper.year AS year,
       size(cited_by) AS citations, cited_by
ORDER BY citations DESC, key
LIMIT $limit

// cited_most: papers that the papers of the library cite most.
//
// param    $limit  how many rows at most; default 20
// returns  key, title, year, citations, stub: whether it is known only because it is cited
// writes   nothing
MATCH (:Paper)-[:CITES]->(paper:Paper)
RETURN paper.key AS key, paper.title AS title, paper.year AS year,
       count(*) AS citations, paper.stub AS stub
ORDER BY citations DESC, key
LIMIT $limit

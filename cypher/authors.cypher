// authors: authors by the number of their papers in the library.
//
// param    $limit  how many rows at most; default 50
// returns  key, name, papers, first: year of the earliest, last: year of the latest
// writes   nothing
MATCH (author:Author)-[:WROTE]->(paper:Paper)
RETURN author.key AS key, author.name AS name, count(DISTINCT paper) AS papers,
       min(paper.year) AS first, max(paper.year) AS last
ORDER BY papers DESC, key
LIMIT $limit

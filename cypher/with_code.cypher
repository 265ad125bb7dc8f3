// with_code: papers with source code, and whose code it is.
//
// param    $limit  how many rows at most; default 200
// returns  key, title, year, role: official or resource or mentioned, url
// writes   nothing
MATCH (paper:Paper)-[code:HAS_CODE]->(repository:Repository)
RETURN paper.key AS key, paper.title AS title, paper.year AS year,
       code.role AS role, repository.url AS url
ORDER BY key, url
LIMIT $limit

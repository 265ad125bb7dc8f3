// shared_owners: accounts whose repositories more than one paper points to.
//
// param    $limit  how many rows at most; default 50
// returns  owner, host, papers: how many, keys, titles: in the order of keys
// writes   nothing
MATCH (paper:Paper)-[:HAS_CODE]->(repository:Repository)
WITH DISTINCT repository.owner AS owner, repository.host AS host,
     paper.key AS key, coalesce(paper.title, '') AS title
ORDER BY key
WITH owner, host, collect(key) AS keys, collect(title) AS titles
WHERE size(keys) > 1
RETURN owner, host, size(keys) AS papers, keys, titles
ORDER BY papers DESC, owner, host
LIMIT $limit

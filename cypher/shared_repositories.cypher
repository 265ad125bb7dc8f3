// shared_repositories: repositories that more than one paper points to.
//
// param    $limit  how many rows at most; default 50
// returns  repository, papers: how many, keys, titles: in the order of keys
// writes   nothing
MATCH (paper:Paper)-[:HAS_CODE]->(repository:Repository)
WITH repository, paper
ORDER BY paper.key
WITH repository.url AS repository, collect(paper.key) AS keys,
     collect(coalesce(paper.title, '')) AS titles
WHERE size(keys) > 1
RETURN repository, size(keys) AS papers, keys, titles
ORDER BY papers DESC, repository
LIMIT $limit

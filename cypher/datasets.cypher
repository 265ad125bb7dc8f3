// datasets: data sets by the number of papers that use them, with who introduced them.
//
// param    $limit  how many rows at most; default 50
// returns  key, name, papers: how many use it, used_by, introduced_by
// writes   nothing
MATCH (dataset:Dataset)
OPTIONAL MATCH (user:Paper)-[:USES]->(dataset)
WITH dataset, user
ORDER BY user.key
WITH dataset, collect(user.key) AS used_by
OPTIONAL MATCH (maker:Paper)-[:INTRODUCES]->(dataset)
WITH dataset, used_by, maker
ORDER BY maker.key
WITH dataset, used_by, collect(maker.key) AS introduced_by
RETURN dataset.key AS key, dataset.name AS name, size(used_by) AS papers, used_by, introduced_by
ORDER BY papers DESC, key
LIMIT $limit

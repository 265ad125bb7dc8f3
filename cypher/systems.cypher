// systems: systems that a paper introduces, and the papers that use or mention them.
//
// param    $limit  rows to return at most; default 50
// returns  system, kind, key: of the paper that introduces it, title, year, others: how many
//          papers use or mention it, used_by, mentioned_by
// writes   nothing
MATCH (paper:Paper)-[:INTRODUCES]->(system:System)
OPTIONAL MATCH (user:Paper)-[:USES]->(system)
WHERE user.key <> paper.key
WITH paper, system, user
ORDER BY user.key
WITH paper, system, collect(DISTINCT user.key) AS used_by
OPTIONAL MATCH (other:Paper)-[mention:MENTIONS]->(paper)
WHERE system.name IN mention.by
WITH paper, system, used_by, other
ORDER BY other.key
WITH paper, system, used_by, collect(DISTINCT other.key) AS mentioned_by
RETURN system.name AS system, system.kind AS kind,
       paper.key AS key, paper.title AS title, paper.year AS year,
       size(used_by) + size([found IN mentioned_by WHERE NOT found IN used_by]) AS others,
       used_by, mentioned_by
ORDER BY others DESC, system, key
LIMIT $limit

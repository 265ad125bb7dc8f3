// systems: systems that a paper introduces, and the papers that use or mention them.
//
// measure  a mention counts where the paper that introduces the system is mentioned by its name
// param    $limit  how many rows at most; default 50
// returns  system, kind, key: of the paper that introduces it, title, year, found: uses and
//          mentions by other papers, used_by, mentioned_by
// writes   nothing
MATCH (paper:Paper)-[:INTRODUCES]->(system:System)
CALL (paper, system) {
  OPTIONAL MATCH (user:Paper)-[:USES]->(system)
  WHERE user.key <> paper.key
  WITH user
  ORDER BY user.key
  RETURN collect(user.key) AS used_by
}
CALL (paper, system) {
  OPTIONAL MATCH (other:Paper)-[mention:MENTIONS]->(paper)
  WHERE system.name IN mention.by
  WITH other
  ORDER BY other.key
  RETURN collect(other.key) AS mentioned_by
}
RETURN system.name AS system, system.kind AS kind,
       paper.key AS key, paper.title AS title, paper.year AS year,
       size(used_by) + size(mentioned_by) AS found, used_by, mentioned_by
ORDER BY found DESC, system, key
LIMIT $limit

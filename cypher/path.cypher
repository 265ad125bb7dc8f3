// path: a shortest way from one paper to another, over anything but RELATED.
//
// measure  at most ten steps; of several shortest ways the first by its keys
// param    $from  key of the first paper; example "title:ella equip diffusion models
//          with llm for enhanced semantic alignment"
// param    $to    key of the last paper; example "title:scaling up masked diffusion
//          models on text"
// returns  steps, keys: of the nodes in order, names: titles or names or addresses of the nodes,
//          relations: one fewer than nodes, stubs: keys of papers known only because they are cited
// writes   nothing
MATCH (first:Paper {key: $from}), (last:Paper {key: $to})
WHERE first.key <> last.key
MATCH way = allShortestPaths(
  (first)-[:WROTE|PUBLISHED_IN|CITES|ABOUT|INTRODUCES|USES|MENTIONS|HAS_CODE|HAS_PAGE
           |BROADER|CO_OCCURS*..10]-(last)
)
RETURN length(way) AS steps, [node IN nodes(way) | node.key] AS keys,
       [node IN nodes(way) | coalesce(node.title, node.url, node.name)] AS names,
       [relation IN relationships(way) | type(relation)] AS relations,
       [node IN nodes(way) WHERE node.stub | node.key] AS stubs
ORDER BY keys, relations
LIMIT 1

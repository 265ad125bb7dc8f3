// load_edges: makes edges of one relation what they are in the graph.
//
// param    $rows  lists of source key, target key and a map of properties; example []
// returns  nothing
// writes   edges; RELATION, Source and Target stand for names of the schema's
UNWIND $rows AS row
MATCH (source:Source {key: row[0]})
MATCH (target:Target {key: row[1]})
MERGE (source)-[edge:RELATION]->(target)
SET edge = row[2]

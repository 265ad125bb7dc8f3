// load_nodes: makes nodes of one label what they are in the graph.
//
// param    $rows  maps with the key and the properties of each; example []
// returns  nothing
// writes   nodes; Label stands for the label, one of the schema's
UNWIND $rows AS row
MERGE (n:Label {key: row.key})
SET n = row

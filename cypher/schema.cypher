// schema: what `graph load` makes sure of in a Neo4j database before it writes.
//
// returns  nothing
// writes   constraints and indexes, where they are not there yet
CREATE CONSTRAINT citegraph_library IF NOT EXISTS FOR (n:Library) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT citegraph_paper IF NOT EXISTS FOR (n:Paper) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT citegraph_author IF NOT EXISTS FOR (n:Author) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT citegraph_venue IF NOT EXISTS FOR (n:Venue) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT citegraph_concept IF NOT EXISTS FOR (n:Concept) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT citegraph_system IF NOT EXISTS FOR (n:System) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT citegraph_dataset IF NOT EXISTS FOR (n:Dataset) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT citegraph_metric IF NOT EXISTS FOR (n:Metric) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT citegraph_repository IF NOT EXISTS FOR (n:Repository) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT citegraph_page IF NOT EXISTS FOR (n:Page) REQUIRE n.key IS UNIQUE;
CREATE INDEX citegraph_concept_name IF NOT EXISTS FOR (n:Concept) ON (n.name);
CREATE FULLTEXT INDEX citegraph_titles IF NOT EXISTS FOR (n:Paper) ON EACH [n.title];
CREATE FULLTEXT INDEX citegraph_names IF NOT EXISTS
FOR (n:Author|Concept|System|Dataset|Metric|Repository) ON EACH [n.name, n.url];

// related: papers most related to one paper, with the parts of the score.
//
// measure  RELATED as derived at the last build; only the 20 best of each paper are kept
// param    $key    canonical key of the paper; example "title:ella equip diffusion models with llm
//          for enhanced semantic alignment"
// param    $limit  rows to return at most; default 20
// returns  rank, key, title, year, score: 0 to 1 and the sum of what follows, concepts, text,
//          citations, mentions, code
// writes   nothing
MATCH (:Paper {key: $key})-[related:RELATED]->(other:Paper)
RETURN related.rank AS rank, other.key AS key, other.title AS title, other.year AS year,
       related.score AS score, related.concepts AS concepts, related.text AS text,
       related.citations AS citations, related.mentions AS mentions, related.code AS code
ORDER BY rank, key
LIMIT $limit

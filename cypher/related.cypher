// related: papers most related to one paper, with the parts of the score.
//
// measure  RELATED as derived at the last build; only the 20 best of each paper are kept
// param    $key    key of the paper; example "title:ella equip diffusion models with llm
//          for enhanced semantic alignment"
// param    $limit  how many rows at most; default 20
// returns  rank, key, title, year, score: 0 to 1 and the sum of what follows (and of what a model
//          of one's own added, the property meaning), concepts, text, citations, mentions, code
// writes   nothing
MATCH (:Paper {key: $key})-[related:RELATED]->(paper:Paper)
RETURN related.rank AS rank, paper.key AS key, paper.title AS title, paper.year AS year,
       related.score AS score, related.concepts AS concepts, related.text AS text,
       related.citations AS citations, related.mentions AS mentions, related.code AS code
ORDER BY rank, key
LIMIT $limit

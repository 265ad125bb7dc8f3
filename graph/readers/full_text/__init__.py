"""Full texts: sections, references and the sentences that cite them."""

"""Titles, abstracts and furniture of our own, from which tests put pages together."""

from __future__ import annotations

from collections.abc import Sequence

Entry = tuple[str, str]  # title, abstract

ENTRIES: tuple[Entry, ...] = (
    (
        "TideNet: Forecasting Water Levels with Sparse Attention",
        "Harbours need water levels a day ahead, but gauges are few and noisy. We present TideNet, "
        "a forecaster whose attention is limited to gauges that share a current. On nine harbours "
        "it halves the error of the best numerical model. Code is available at "
        "https://github.com/tides/tidenet.",
    ),
    (
        "Do Parsers Dream of Trees?",
        "Parsers trained without trees seem to know them anyway. This paper asks what they know "
        "and where. Probing forty layers, we find that depth is encoded early and labels late, "
        "which explains why pruning the last layers hurts labels only.",
    ),
    (
        "Stop Guessing! Calibrated Answers for Medical Dialogue",
        "A wrong answer given with confidence is worse than none. We calibrate a dialogue system "
        "by asking it the same question in many ways and counting how often it agrees with itself. "
        "The method needs no gradients, and it is robust to rephrasing.",
    ),
    (
        "LongQuill",
        "We describe LongQuill, a writing assistant that keeps a plan of the whole text. Plans are "
        "revised when the writer departs from them. In a study with sixty writers, essays had "
        "fewer contradictions and were finished sooner.",
    ),
    (
        "A comparison of nineteen ways to cut long documents into pieces before retrieval, with "
        "recommendations for legal, medical and technical collections of very different sizes",
        "Retrieval works on pieces of documents, and how they are cut matters more than is often "
        "assumed. Nineteen ways of cutting are compared on three collections. Cutting at headings "
        "wins on two of them; overlapping windows never do.",
    ),
    (
        "xSum2: Summaries, Questions, and Everything in Between",
        "Summaries can be seen as answers to questions that nobody has asked. We make the "
        "questions explicit. The resulting model, xSum2, improves faithfulness by 12.4 points, "
        "e.g. on dialogues (cf. Sec. 4), and halves training time.",
    ),
    (
        "I Read, Therefore I Am Late: Scheduling for Readers of Many Papers",
        "Reading lists grow faster than readers read. We model a reader as a queue with limited "
        "patience and derive an order of reading that loses the least. Simulations show that the "
        "order is stable under interruptions.",
    ),
    (
        "Can Small Models Teach Large Ones? An Empirical Study: Part II",
        "It is usually the large model that teaches. We reverse the roles: small models label "
        "data that large ones learn from. Surprisingly, large students surpass their teachers "
        "after a few thousand examples, provided that the teachers disagree with each other",
    ),
    (
        "Graphs All the Way Down",
        "Molecules are graphs of atoms, and atoms are graphs of shells. We train one network on "
        "both levels. It predicts energies within chemical accuracy.",
    ),
    (
        "The Cost of Being Polite in Machine Translation",
        "Politeness is lost in translation. We measure the loss for six languages. Japanese "
        "suffers most, and a small adapter restores most of it without harming adequacy.",
    ),
    (
        "$k$-Means++ Revisited: (Almost) Optimal Seeding in O(log n) Rounds",
        "Seeding dominates the cost of clustering large collections. We show that a logarithmic "
        "number of rounds suffices for seeds that are optimal up to a constant. The proof is "
        "short. Experiments on a billion points confirm that the constant is small in practice.",
    ),
    (
        "面向低资源语言的语音识别方法",
        "低资源语言缺乏标注语音。本文提出一种利用相邻语言数据的训练方法。实验表明,在五种语言上词错误率平均"
        "下降百分之十八。该方法不需要额外的标注,也可以用于其他任务。",
    ),
    (
        "Распознавание речи для языков с малыми ресурсами",
        "Для многих языков размеченной речи почти нет. Мы предлагаем обучать модель на данных "
        "соседних языков. Опыты на пяти языках показывают снижение ошибки на восемнадцать "
        "процентов.",
    ),
    (
        "Vers une évaluation équitable des résumés automatiques",
        "Les résumés automatiques sont évalués par des mesures qui récompensent la copie. Nous "
        "proposons une mesure qui tient compte de l'effort du lecteur. Elle s'accorde mieux avec "
        "le jugement de quarante lecteurs.",
    ),
    (
        "Learning to Wait",
        "Agents often act before they know enough. We let them wait. A simple penalty on early "
        "actions is enough to solve seven of ten mazes that defeat the usual methods.",
    ),
    (
        "Efficient Cookies: Caching Attention States Between Requests",
        "Servers compute the same attention states again and again. We store them with the client, "
        "as a browser stores cookies, and send them back with the next request. Latency falls by "
        "half for dialogues of more than ten turns, while privacy is kept by encrypting the "
        "states.",
    ),
    (
        "How Far Is Far? Distances Between Tasks, Models and Data",
        "When does knowledge of one task help another? We define a distance that needs neither "
        "labels nor training, and compare it with transfer on 300 pairs of tasks. Far tasks are "
        "those whose inputs differ; differences in labels matter little.",
    ),
    (
        "ROBIN-v2: An Open Bird Song Corpus of 41,000 Hours",
        "Bird song is recorded everywhere and annotated nowhere. ROBIN-v2 contains 41,000 hours "
        "from six continents with labels for 900 species. Baselines reach 71.3% accuracy. We "
        "release recordings, labels and code under an open licence.",
    ),
)

HEADER = (
    "new",
    "Get this week's papers in your inbox!",
    "Subscribe",
    "byJD and the readers' club",
    "Apr 2",
)
FOOTER = ("Load more", "About", "Privacy policy", "© Papers Weekly. All rights reserved.")
# What may stand after an abstract, or between a title and its abstract.
BETWEEN = (
    "View PDF",
    "35",
    "12 upvotes",
    "1.2k",
    "Mar 13",
    "Published on March 13, 2025",
    "13 March 2025",
    "2025-03-13",
    "Ada Park, Bela Nagy, Chen Wu",
    "Ada Park and Bela Nagy",
    "A. Park, B. Nagy, C. van der Wu",
    "Ada Park et al.",
    "by Ada Park",
    "Submitted by ada-park",
    "3 comments",
    "GitHub 248",
    "arXiv",
    "PDF | Code | Share",
    "3 days ago",
    "⬆ 17",
    "Load more",
    "Add to collection",
    "https://papers.example.org/2503.01234",
    "arXiv:2503.01234",
    "----------",
    "•",
    "Abstract",
    "Upvote",
    "#1 Paper of the day",
    "Sign in to comment",
    "University of Somewhere",
)
# What may stand after an abstract or before the first title only.
NOTICES = (
    "We use cookies to improve your experience. By going on you accept our privacy policy.",
    "We use cookies on this website to make it work better for you.",
    "Home",
    "Trending",
    "Discover new papers every day.",
    "Sign up for our newsletter and never miss a paper!",
    "Home Papers Datasets Blog",
    "Next",
    "Page 2 of 10",
    "Sort by: Most recent",
)


def page(entries: Sequence[Entry], gap: str = "\n\n", end: str = "\n") -> str:
    """Put titles and abstracts together, with nothing between but line ends."""
    return gap.join(line for entry in entries for line in entry if line) + end

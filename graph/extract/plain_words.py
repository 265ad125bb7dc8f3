"""Words of research English that make no term, and gerunds that can be heads of one."""

from __future__ import annotations

from .words import word_set

# Function words, and what papers say of themselves and of their results.
STOP = word_set(
    """
    a an the this that these those it its they their them he she his her we our us you your i my
    me one ones and or but nor so yet if then else when while whereas although though because
    since unless until whether of in on at by for with without within from to into onto upon
    over under above below between among across through during before after about against toward
    towards via per as than like unlike despite beyond along is are was were be been being am do
    does did done doing have has had having can could may might must shall should will would not
    no never none neither both either each every all any some many much few several most more
    less least other others another such same own very too also only just even still already
    again once here there where which who whom whose what why how however therefore thus hence
    moreover furthermore additionally meanwhile otherwise instead rather often usually typically
    generally mostly mainly largely recently currently previously finally firstly secondly first
    second third next last lastly specifically particularly especially namely respectively e.g
    i.e etc et al vs versus ie eg propose proposes proposed proposing present presents presented
    presenting introduce introduces introduced introducing show shows showed shown showing
    demonstrate demonstrates demonstrated demonstrating study studies studied studying
    investigate investigates investigated explore explores explored exploring examine examines
    develop develops developed developing design designs designed designing achieve achieves
    achieved achieving improve improves improved improving provide provides provided providing
    perform performs performed performing performance performances outperform outperforms
    outperformed outperforming enable enables enabled enabling allow allows allowed allowing
    make makes made making use uses used using utilize utilizes utilized utilizing leverage
    leverages leveraging leveraged employ employs employed employing apply applies applied
    applying obtain obtains obtained give gives given giving take takes taken taking find finds
    found finding findings get gets consider considers considered considering address addresses
    addressed addressing tackle tackles tackling solve solves solved solving require requires
    required requiring need needs needed based novel new newly existing previous prior current
    recent traditional conventional state-of-the-art sota art better best good well high higher
    highest low lower lowest large larger largest small smaller great greater significant
    significantly important effective effectively effectiveness efficient efficiently efficiency
    simple simply different various diverse wide widely extensive comprehensive empirical
    empirically experimental experiment experiments result results resulting paper papers work
    works article approach approaches method methods methodology methodologies technique
    techniques framework frameworks model models modelling system systems algorithm algorithms
    problem problems task tasks challenge challenges challenging issue issues way ways number
    numbers amount amounts set sets kind kinds type types form forms part parts case cases
    example examples two three four five six seven eight nine ten hundred thousand million
    billion multiple single main key core major fundamental general specific certain particular
    common popular promising potential potentially possible likely able available unavailable
    suitable appropriate relevant related similar comparable competitive superior inferior
    strong weak strongly weakly easy easily hard difficult limited limitation limitations
    ability abilities capability capabilities advantage advantages drawback drawbacks benefit
    benefits aim aims goal goals idea ideas insight insights contribution contributions evidence
    analysis analyses evaluation evaluations comparison comparisons code codes dataset datasets
    data benchmark benchmarks baseline baselines metric metrics accuracy publicly public release
    released project page website https http www com github url open open-source source increase
    increases increased increasing decrease decreases decreased decreasing reduce reduces
    reduced reducing become becomes became becoming remain remains remained emerge emerges
    emerged emerging lead leads leading led rely relies relied relying suffer suffers suffering
    fail fails failing tend tends focus focuses focused focusing build builds built building
    construct constructs constructed constructing create creates created creating generate
    generates generated generating learn learns learned train trains trained evaluate evaluates
    evaluated evaluating compare compares compared comparing contain contains containing consist
    consists consisting include includes including included involve involves involving represent
    represents represented capture captures captured capturing combine combines combined
    combining integrate integrates integrated integrating incorporate incorporates incorporated
    incorporating extend extends extended extending enhance enhances enhanced enhancing offer
    offers offered offering yield yields yielding exhibit exhibits establish establishes
    established reveal reveals revealed revealing identify identifies identified identifying
    observe observes observed discover discovers discovered understand understands bridge
    bridges alleviate alleviates mitigate mitigates overcome overcomes facilitate facilitates
    ensure ensures ensuring maintain maintains maintaining preserve preserves preserving support
    supports supporting help helps helping lack lacks lacking face faces facing depend depends
    aspect aspects perspective perspectives factor factors level levels setting settings
    scenario scenarios domain domains field fields area areas research researchers community
    literature attention success progress advance advances advancement advancements development
    developments application applications year years time times real real-world practical
    practice practically theoretical theoretically end-to-end end ends order orders term terms
    respect regard regards hand hands side sides step steps stage stages process processes
    manner manners fashion basis role roles impact impacts effect effects influence quality
    high-quality overall total average percent point points half twice up down out off back away
    together apart around let say says said see seen know known think thought want call called
    name named dubbed termed remarkable remarkably impressive notable notably substantial
    substantially considerable considerably superiority feasibility robustly successfully fully
    highly directly jointly separately simultaneously inherent inherently underlying
    corresponding subsequent subsequently crucial critical essential vital pivotal powerful
    flexible robust scalable sophisticated complex complicated straightforward intuitive unified
    proper properly additional extra further future full entire whole complete completely
    partial partially human-level first-ever de facto seamlessly rapidly rapid fast faster slow
    slower cost costs costly thereby whereby wherein therein hereby amid amongst besides due
    owing regardless broad broader wider vast majority brief description desirable decade
    decades explosive deeper deeply longer shorter thorough modern achilles vice versa huge
    enormous tremendous unusual sharp solid primary innovative intriguing minimal seamless
    undesirable reason reasons obstacle obstacles demand demands concern concerns purpose
    purposes adoption foundation contrast suggestion suggestions lesson lessons growth nature
    widespread behind alongside throughout past range ranges variety varieties property
    properties opaque truly somewhat fall falls falling short worse arise arises delve delves
    today tomorrow everyday interesting surprising surprisingly unexpected meaningful reasonable
    attractive meet meets rival rivals vs.
    """
)

# "representation learning" is a phrase with a head, "using" is not.
GERUND_HEADS = word_set(
    """
    learning modeling modelling training processing reasoning planning matching clustering
    ranking parsing tuning decoding encoding sampling masking prompting editing understanding
    tagging mining rendering scheduling routing pooling embedding denoising forecasting tracking
    mapping grounding alignment scaling pruning caching hashing indexing linking labeling
    captioning inpainting computing programming boosting bagging smoothing filtering averaging
    weighting normalizing watermarking unlearning testing coding streaming sensing imaging
    packing chunking stopping forcing gating steering voting sharing merging jailbreaking
    finetuning warping matting relighting stitching upsampling downsampling bootstrapping
    prefetching offloading checkpointing batching fine-tuning stylization reordering
    backtracking hedging bidding pricing trading crowdsourcing spoofing phishing hacking mixing
    blending fusing bundling ordering sorting searching querying
    """
)

# Titles begin with these: "Detect Rumors", "Exploit ...".
VERBS = word_set(
    """
    detect exploit predict rethink revisit unleash unlock adapt align attack avoid beat boost
    break bring calibrate capture choose classify combine compress compute control cut decode
    decompose decouple denoise discover disentangle distill edit embed encode estimate
    evaluate exploit explain extract fuse guide identify infer inject interpret leverage
    localize locate look mine model navigate optimize prune quantize rank recognize recommend
    reconstruct recover reduce refine regularize retrieve scale search secretly select share
    simplify solve speak speed steer summarize think towards trace transfer translate
    unify verify watch
    """
)

# Verbs that say what a noun does: "words appear", "an entry encodes".
PREDICATES = frozenset(
    base + ending
    for base in word_set(
        "appear operate indicate suggest confirm produce encode know act tell express validate "
        "occur exist differ vary correspond belong arise behave converge degrade determine "
        "describe denote refer select extract convert convey assume acquire permit assist begin "
        "seek serve satisfy specify retain incur infer interpret modify merge explain detect "
        "predict exploit eliminate embody govern accept adapt analyze augment classify compute "
        "decide define derive distinguish guarantee illustrate impose induce manipulate minimize "
        "maximize optimize perceive recover recognize reject relate replace resolve restrict "
        "simulate summarize synthesize translate treat verify inherit prove prefer interact"
    )
    for ending in ("", "s")
)

# A noun phrase follows these.
LEADS = word_set(
    "a an the of for in on with via by from using between and or as through into over under than "
    "called such our their its these those some any every each no both"
)

# Nouns that end as adjectives do.
NOUNS = word_set(
    "topic metric logic heuristic traffic music critic fabric graphic mechanic arithmetic "
    "rhetoric epidemic pandemic clinic plastic mosaic bed feed speed seed adversary vocabulary "
    "dictionary library boundary glossary summary commentary salary objective archive perspective "
    "narrative alternative derivative primitive initiative table variable guardian pedestrian "
    "median gaussian musician physician"
)

# What a paper does, as it says: "we propose".
CONTRIBUTES = """
    propose introduce present develop design devise describe study investigate explore examine
    analyse analyze address show demonstrate prove reveal establish build train formulate release
    construct create provide argue revisit consider identify tackle aim offer extend unify conduct
    focus ask evaluate apply employ leverage use discover improve learn suggest find observe
    advocate contribute produce review survey perform derive optimise optimize
"""

"""What a proper name of a system, model or data set looks like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from .words import word_set

# One printed name: letters, digits, inner signs. Its last sign is a letter, a digit or a plus.
NAME = r"[^\W_](?:[\w@&+./\-‐‑*²³^]{0,40}[^\W_+*²³^]|[+*²³])?(?:\+{1,2}|\*)?"
# A name of several capitalised words, small ones between them.
PHRASE = r"[A-Z][\w-]{0,40}(?:\s(?:(?:of|for|the|and|in|with|to|a|on|by)\s)?[A-Z][\w-]{0,40}){1,6}"

_SIZE = re.compile(r"\d+(?:[.,]\d+)?[A-Za-z]{0,6}")
_HARDWARE = re.compile(r"(?:[AVHTLP]\d{2,3}|RTX\s?\d+|TPUv?\d*|GTX\d*|RTX\d*)s?")
# Words run together by a lost space: "AbstractWe", "it.We".
_GLUED = re.compile(r"^(?:Abstract|Introduction|Background)[A-Z]|[a-z]{2}\.[A-Z][a-z]")
_DATASET_FORM = re.compile(
    r"(?:[\w-]*(?:Bench(?:mark)?|[a-z]QA|[A-Z]{2}QA|Eval|Corpus|Dataset|Arena|Gym))(?:[-v]?\d[\w.]*)?"
)
# Short forms of everyday research English that name no system.
GENERAL = word_set(
    """
    AI ML DL NLP CV RL IR HCI AGI GPU GPUs CPU CPUs TPU TPUs NPU FPGA API APIs SOTA OOD IID URL
    PDF HTML XML JSON SQL CSV PCA SVD SVM SVMs CNN CNNs RNN RNNs GNN GNNs MLP MLPs GAN GANs VAE
    VAEs LSTM LSTMs GRU KNN NN NNs DNN DNNs LLM LLMs MLLM MLLMs VLM VLMs LM LMs QA VQA NLI NER
    POS MT NMT ASR TTS OCR RGB RGB-D IoT UAV UAVs USA UK EU US UN WHO ID IDs 2D 3D 4D 6D AUC ROC
    MSE MAE RMSE PSNR SSIM FID BLEU ROUGE KL ELBO MCMC ODE PDE SDE SGD EM FLOP FLOPs FLOPS FPS
    RAM VRAM I/O OS Web PhD MRI CT EEG ECG DNA RNA COVID COVID-19 SARS-CoV-2 LaTeX TeX BibTeX
    Ph.D AR VR XR A/B R&D K-12 CoT ICL RAG RLHF SFT DPO PPO LoRA PEFT MoE DiT KV KV-Cache FFN
    FFNs MHA NTP MLM T2I I2V T2V I2I FIM OoD i.i.d e.g i.e ACL EMNLP NAACL ICML ICLR NeurIPS
    CVPR ICCV ECCV AAAI IJCAI KDD WWW CoNLL IEEE ACM GitHub arXiv PyTorch TensorFlow JAX Python
    Java C++ MATLAB CUDA Linux Windows iOS STEM CEO DoF SE GT
    """
)
# After a hyphen these make an adjective of a name, never another name.
ADJECTIVES = word_set(
    """
    based aware driven guided free like style level enhanced augmented powered generated
    oriented specific agnostic conditioned trained tuned accelerated assisted inspired induced
    only wise to centric dependent independent invariant related type series family scale and or
    in of for side equipped infused integrated compatible enabled supervised annotated labeled
    labelled compliant dominated sized bit bits shot step steps way fold hop norm infused
    """
)


@lru_cache(maxsize=1 << 15)
def is_name_like(word: str) -> bool:
    """Tell whether a word is spelt as names are and ordinary words are not.

    Two capitals, a capital after a small letter, or digits among letters, in one part of a
    hyphenated word; no sizes (7B, 3D), no adjectives (LLM-based), no general short forms.
    """
    if word in GENERAL or word.rstrip("s") in GENERAL or len(word) < 2:
        return False
    if _SIZE.fullmatch(word) or _HARDWARE.fullmatch(word) or _GLUED.search(word):
        return False
    parts = re.split(r"[-‐‑/]", word)
    if len(parts) > 1 and parts[-1].lower() in ADJECTIVES:
        return False
    if "&" in word and re.fullmatch(r"[A-Z][a-z]+&[A-Z][a-z]+", word):
        return True
    return any(_striking(part) for part in parts)


def _striking(part: str) -> bool:
    capitals = sum(c.isupper() for c in part)
    small = any(c.islower() for c in part)
    digits = any(c.isdigit() for c in part)
    if capitals >= 2:
        return True
    if capitals and digits and not _SIZE.fullmatch(part):
        return True
    return capitals == 1 and small and not part[0].isupper()


def is_dataset_form(name: str) -> bool:
    """Tell whether a name ends as names of data sets and benchmarks do."""
    return _DATASET_FORM.fullmatch(name) is not None


@lru_cache(maxsize=1 << 15)
def without_sentence(name: str) -> str:
    """Return a name without the signs and the possessive that a sentence adds."""
    name = re.sub(r"['’]s?$", "", name).rstrip(".,;:!?/-")
    return re.sub(r"['’]s$", "", name)


def occurrences(text: str, name: str) -> Iterator[int]:
    """Yield where a name stands in a text, not within a word and not behind a hyphen.

    What follows is left to look at: a name may have a plural or a version behind it.
    """
    at = text.find(name)
    while at >= 0:
        before = text[at - 1] if at else " "
        if not (before.isalnum() or before in "_-"):
            yield at
        at = text.find(name, at + 1)

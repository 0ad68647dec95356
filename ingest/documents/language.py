"""Refuses a text in another language than English, which the rules cannot read; the language is named. No I/O but the model's."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

from kg.errors import SkipDocument

STRETCH: Final = 2_000
"""Characters looked at together for English; a document that holds one such stretch of it is read."""
SAMPLE: Final = 20_000
"""Characters by which another language is told; more of them change no answer."""
LEAST: Final = 120
"""Bytes of words, without names, below which a guess is no better than one: some twenty words, or forty Chinese signs."""
SURE, UNLIKELY = 0.7, 0.1
"""How sure the language must be, and how unlikely English, before a document is refused."""

_WORD: Final = re.compile(r"(?<![\w@./])[^\W\d_]+(?![\w@/])")
_ENGLISH: Final = frozenset(
    "the and that with which from were has have had this these its been their they who would will not but also".split()
)
_ENGLISH_SHARE, _ENGLISH_WORDS = 0.08, 40

LANGUAGES: Final = {
    "af": "Afrikaans", "am": "Amharic", "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian", "bg": "Bulgarian",
    "bn": "Bengali", "bs": "Bosnian", "ca": "Catalan", "cs": "Czech", "cy": "Welsh", "da": "Danish", "de": "German",
    "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian", "eu": "Basque", "fa": "Persian", "fi": "Finnish",
    "fr": "French", "ga": "Irish", "gl": "Galician", "gu": "Gujarati", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian",
    "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "is": "Icelandic", "it": "Italian", "ja": "Japanese",
    "ka": "Georgian", "kk": "Kazakh", "km": "Khmer", "kn": "Kannada", "ko": "Korean", "ky": "Kyrgyz", "lo": "Lao",
    "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian", "ml": "Malayalam", "mn": "Mongolian", "mr": "Marathi",
    "ms": "Malay", "mt": "Maltese", "ne": "Nepali", "nl": "Dutch", "no": "Norwegian", "pa": "Punjabi", "pl": "Polish",
    "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "si": "Sinhala", "sk": "Slovak",
    "sl": "Slovenian", "so": "Somali", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil",
    "te": "Telugu", "tg": "Tajik", "th": "Thai", "tl": "Tagalog", "tr": "Turkish", "ug": "Uyghur", "uk": "Ukrainian",
    "ur": "Urdu", "uz": "Uzbek", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
"""The languages told apart: a text in any other counts as the likest of them."""


def refuse_other_language(text: str, *, name: str) -> None:
    """Raise SkipDocument where a text is in another language, with its name; what is too short to tell passes."""
    language = other_language(text)
    if language is not None:
        raise SkipDocument(
            name,
            f"is in {language}, as far as its words tell, and only English is read",
            "give an English translation, or --any-language to read it anyway",
        )


def other_language(text: str) -> str | None:
    """Name the language of a text that is not English, or None where it is, or partly is, or cannot be told.

    Names tell nothing of a language: words that begin with a capital are left out, and with them most wallets, roles
    and companies. The detector is loaded for a text only whose function words do not show that it is English.
    """
    if any(_is_english(_words(text[start : start + STRETCH])) for start in range(0, len(text), STRETCH)):
        return None
    words = " ".join(_words(text[:SAMPLE]))
    if len(words.encode("utf-8", "replace")) < LEAST:
        return None
    ranked = dict(_detector().rank(words))
    likest = next(iter(ranked))
    return LANGUAGES[likest] if ranked[likest] >= SURE and ranked["en"] <= UNLIKELY else None


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if not word[0].isupper()]


def _is_english(words: list[str]) -> bool:
    """Tell by words that no other language has; a sentence or two may be a quotation."""
    return len(words) >= _ENGLISH_WORDS and sum(word in _ENGLISH for word in words) >= _ENGLISH_SHARE * len(words)


@cache
def _detector() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    detector = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    detector.set_languages(LANGUAGES)
    return detector

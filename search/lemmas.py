"""The base form of a word: *kursseja* → *kurssi*.

simplemma's dictionaries cost half a gigabyte and seconds of loading in every process when they are read as it does
(Finnish has three and a half million forms). So each is written out once as a sorted file, which is mapped into memory:
all processes share the pages they touch, nothing is loaded, and a look-up is a few microseconds.

Pure: no Django. `python -m search.lemmas LANGUAGE FOLDER` writes one file; that is done in a process of its own, so
that the memory it takes is given back.
"""

import fcntl
import importlib.metadata
import logging
import mmap
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from simplemma import Lemmatizer
from simplemma.strategies import DefaultStrategy
from simplemma.strategies.dictionaries import DefaultDictionaryFactory, DictionaryFactory

logger = logging.getLogger(__name__)

#: The languages whose own forms matter most and whose Snowball stemmer alone is too weak (architecture D13).
LANGUAGES = ("fi", "sv", "en")
_ROOT = Path(__file__).resolve().parents[1]


class SortedFile(Mapping[str, str]):
    """A dictionary in a file of sorted lines `form TAB lemma`, read by halving."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def __getitem__(self, form: str) -> str:
        wanted = form.encode("utf-8", "surrogatepass")
        low, high = 0, len(self._map)
        while low < high:
            start = self._map.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = self._map.find(b"\n", start)
            found, _tab, lemma = self._map[start:end].partition(b"\t")
            if found == wanted:
                return lemma.decode()
            if found < wanted:
                low = end + 1
            else:
                high = start
        raise KeyError(form)

    def __iter__(self) -> Iterator[str]:
        for line in iter(self._map.readline, b""):
            yield line.partition(b"\t")[0].decode()

    def __len__(self) -> int:
        return self._map[:].count(b"\n")


class SharedDictionaries(DictionaryFactory):
    """The mapped dictionaries, written on first use."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: dict[str, Mapping[str, str]] = {}

    def get_dictionary(self, lang: str) -> Mapping[str, str]:
        if lang not in self._open:
            self._open[lang] = self._mapped(lang)
        return self._open[lang]

    def _mapped(self, language: str) -> Mapping[str, str]:
        path = self._folder / file_name(language)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with (self._folder / f"{language}.lock").open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                if not path.exists():
                    command = [sys.executable, "-m", "search.lemmas", language, str(self._folder)]
                    subprocess.run(command, check=True, cwd=_ROOT)
            return SortedFile(path)
        except (OSError, subprocess.CalledProcessError):
            logger.exception("Word forms of %s could not be written to %s: stems alone are used.", language, path)
            return {}


def file_name(language: str) -> str:
    """One file for each release of the dictionaries."""
    return f"{language}-{importlib.metadata.version('simplemma')}.tsv"


def write(language: str, folder: Path) -> None:
    """Write the sorted file of a language; it appears under its name only when it is complete."""
    forms = DefaultDictionaryFactory().get_dictionary(language)._dict  # type: ignore[attr-defined]  # bytes, not decoded
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
        file.writelines(b"%s\t%s\n" % item for item in sorted(forms.items()))
    Path(file.name).chmod(0o644)
    Path(file.name).rename(folder / file_name(language))


@lru_cache(maxsize=1)
def _lemmatizer(folder: Path) -> Lemmatizer:
    return Lemmatizer(lemmatization_strategy=DefaultStrategy(dictionary_factory=SharedDictionaries(folder)))


@lru_cache(maxsize=20_000)
def lemma(word: str, language: str, folder: Path) -> str:
    """The base form of a lower-case word; the word itself where none is known."""
    if not word or language not in LANGUAGES or len(word) > 60:
        return word
    return str(_lemmatizer(folder).lemmatize(word, lang=language)).lower()


if __name__ == "__main__":
    write(sys.argv[1], Path(sys.argv[2]))

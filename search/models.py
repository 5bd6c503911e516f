"""The search index: the words of each live page, and the words that exist, for typing errors."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from wagtail.models import Page


class SearchEntry(models.Model):
    """The words of one live page in the language of its text. What is shown or hidden is asked of the page itself."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="+")
    language = models.CharField(max_length=12)
    text = models.TextField(help_text="Summary and body without markup: excerpts are taken from it.")
    vector = SearchVectorField()

    class Meta:
        indexes: ClassVar = [GinIndex(fields=["vector"], name="search_entry_vector")]

    def __str__(self) -> str:
        return f"{self.page_id} ({self.language})"


class SearchWord(models.Model):
    """A word that some text contains. One that no text contains any more does no harm: a proposal is shown only when
    it finds something."""

    language = models.CharField(max_length=12)
    word = models.CharField(max_length=100)
    folded = models.CharField(max_length=100)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["language", "word"], name="search_word_once")]
        indexes: ClassVar = [GinIndex(fields=["folded"], opclasses=["gin_trgm_ops"], name="search_word_trigrams")]

    def __str__(self) -> str:
        return self.word

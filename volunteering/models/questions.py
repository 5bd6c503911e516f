"""A municipality's own questions: what is asked is versioned, so that an old sign-up shows it as it was asked."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from home.models.texts import LanguageText, WordsMixin
from volunteering.models.calls import RecruitmentCall
from volunteering.models.registrations import Registration
from volunteering.questions.codes import CODE_LENGTH, IS_CODE
from volunteering.questions.limits import CHOICE_LENGTH, HINT_LENGTH, LABEL_LENGTH, PURPOSE_LENGTH, TEXT_LENGTH

code = RegexValidator(IS_CODE)


class Question(models.Model):
    """One extra question of a call. Its key never changes; what is asked under it is in its versions."""

    call = models.ForeignKey(RecruitmentCall, on_delete=models.CASCADE, related_name="questions")
    key = models.CharField(max_length=CODE_LENGTH, validators=[code], editable=False)
    position = models.PositiveSmallIntegerField(default=0)
    withdrawn_at = models.DateTimeField(_("no longer asked since"), null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("extra question")
        verbose_name_plural = _("extra questions")
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["call", "key"], name="volunteering_question_key_once"),
        ]

    def __str__(self) -> str:
        return self.key


class QuestionVersion(WordsMixin, models.Model):
    """A question as it is or was asked. Never changed but for words in one more language."""

    class Type(models.TextChoices):
        TEXT = "text", _("a short answer in one's own words")
        ONE = "one", _("one of several choices")
        MANY = "many", _("any number of choices")
        YES_NO = "yes_no", _("yes or no")

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    type = models.CharField(_("kind of answer"), max_length=6, choices=Type)
    is_required = models.BooleanField(_("must be answered"), default=False)
    codes = ArrayField(
        models.CharField(max_length=CODE_LENGTH, validators=[code]), default=list, blank=True, editable=False
    )
    made_at = models.DateTimeField(auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("version of a question")
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["question", "number"], name="volunteering_question_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.question_id}/{self.number}"


class QuestionText(LanguageText):
    """The words of a version in one language; `choices` are in the order of the version's codes."""

    parent = models.ForeignKey(QuestionVersion, on_delete=models.CASCADE, related_name="texts")
    label = models.CharField(_("question"), max_length=LABEL_LENGTH)
    purpose = models.CharField(_("why we ask"), max_length=PURPOSE_LENGTH)
    hint = models.CharField(_("hint"), max_length=HINT_LENGTH, blank=True)
    choices = ArrayField(models.CharField(max_length=CHOICE_LENGTH), default=list, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["parent", "language"], name="volunteering_question_text_once"),
        ]

    def __str__(self) -> str:
        return self.label


class QuestionAnswer(models.Model):
    """What one sign-up answered to one version: codes, or the text that was typed."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="extra_answers")
    version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="answers")
    codes = ArrayField(models.CharField(max_length=CODE_LENGTH, validators=[code]), default=list, blank=True)
    text = models.CharField(max_length=TEXT_LENGTH, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("answer to an extra question")
        ordering: ClassVar = ["version__question__position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["registration", "version"], name="volunteering_answer_once"),
        ]

    def __str__(self) -> str:
        return str(self.pk)  # never what was answered

    @property
    def value(self) -> Any:
        """The answer as a form has it."""
        if self.version.type == QuestionVersion.Type.TEXT:
            return self.text
        if self.version.type == QuestionVersion.Type.MANY:
            return list(self.codes)
        return self.codes[0] if self.codes else ""

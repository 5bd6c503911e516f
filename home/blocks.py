"""The blocks editors build pages of; each explains itself and has its own template."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

RICH_TEXT_FEATURES = ["h2", "h3", "bold", "ol", "ul", "link", "document-link"]


class ItemBlock(blocks.StructBlock):
    """A title and a text."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.TextBlock(label=_("Text"))


class StepsBlock(blocks.StructBlock):
    """Numbered steps: what happens first, then, last."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    items = blocks.ListBlock(ItemBlock(), label=_("Steps"))

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        description = _("Numbered steps, one thing each.")
        template = "home/blocks/steps.html"


class QuestionBlock(blocks.StructBlock):
    """A question and its answer."""

    question = blocks.CharBlock(label=_("Question"), max_length=200)
    answer = blocks.RichTextBlock(label=_("Answer"), features=["bold", "ul", "ol", "link"])


class QuestionsBlock(blocks.StructBlock):
    """Questions that open to show their answers."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    items = blocks.ListBlock(QuestionBlock(), label=_("Questions"))

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        description = _("Each answer opens under its question.")
        template = "home/blocks/questions.html"


class CardBlock(blocks.StructBlock):
    """A card that leads to a page or an address."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.TextBlock(label=_("Text"), required=False)
    icon = blocks.CharBlock(label=_("Icon"), required=False, max_length=40)
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    url = blocks.URLBlock(label=_("Other address"), required=False)


class CardsBlock(blocks.StructBlock):
    """Cards side by side."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    items = blocks.ListBlock(CardBlock(), label=_("Cards"))

    class Meta:
        icon = "grip"
        label = _("Cards")
        description = _("Links as cards with a few words each.")
        template = "home/blocks/cards.html"


class NoticeBlock(blocks.StructBlock):
    """Something that must not be missed."""

    level = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[("info", _("Good to know")), ("warning", _("Important")), ("emergency", _("Emergency"))],
        default="info",
        search_index=False,
    )
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.TextBlock(label=_("Text"), required=False)

    class Meta:
        icon = "warning"
        label = _("Notice")
        description = _("A short message in a box of its own.")
        template = "home/blocks/notice.html"


class ContactBlock(blocks.StructBlock):
    """Whom to ask: a role, never a private person."""

    title = blocks.CharBlock(label=_("Role"), max_length=120)
    text = blocks.TextBlock(label=_("Helps with"), required=False)
    telephone = blocks.CharBlock(label=_("Telephone"), required=False, max_length=30)
    email = blocks.EmailBlock(label=_("E-mail"), required=False)
    hours = blocks.CharBlock(label=_("Hours"), required=False, max_length=120)

    class Meta:
        icon = "user"
        label = _("Contact")
        description = _("A role with its telephone, e-mail and hours.")
        template = "home/blocks/contact.html"


class AudioBlock(blocks.StructBlock):
    """A recording with the same words as text."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    recording = DocumentChooserBlock(label=_("Recording"))
    transcript = blocks.RichTextBlock(label=_("The same as text"), features=["bold", "ul"])

    class Meta:
        icon = "media"
        label = _("Recorded audio")
        description = _("A sound file; its transcript is required.")
        template = "home/blocks/audio.html"


class CaptionedImageBlock(blocks.StructBlock):
    """An image with a caption; alternative text and credit come from the image itself."""

    image = ImageChooserBlock(label=_("Image"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=250)

    class Meta:
        icon = "image"
        label = _("Image")
        description = _("An image with its caption and credit.")
        template = "home/blocks/captioned_image.html"


class VideoLinkBlock(blocks.StructBlock):
    """A video on another site: a link, so that nothing is fetched from there until somebody clicks."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    url = blocks.URLBlock(label=_("Address of the video"))
    language = blocks.CharBlock(label=_("Language of the video"), required=False, max_length=60)

    class Meta:
        icon = "play"
        label = _("Video link")
        description = _("Opens the video on its own site.")
        template = "home/blocks/video_link.html"


class ListingBlock(blocks.StructBlock):
    """The newest things of any index page: activities, news, topics."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    index_page = blocks.PageChooserBlock(label=_("Index page"))
    limit = blocks.IntegerBlock(label=_("How many"), default=5, min_value=1, max_value=20)

    class Meta:
        icon = "list-ul"
        label = _("Listing")
        description = _("The first items of another page's list.")
        template = "home/blocks/listing.html"

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        request = context.get("request")
        page = value["index_page"] and value["index_page"].localized.specific
        if page is not None and request is not None and page.live:
            now = getattr(request, "now", None) or timezone.now()
            context["teasers"] = page.teasers(request, now, value["limit"])
            context["teaser_template"] = page.teaser_template
            context["listing_template"] = page.listing_template
            context["index_url"] = page.get_url(request)
        return context


class ContentStreamBlock(blocks.StreamBlock):
    """Everything an ordinary page can be made of."""

    rich_text = blocks.RichTextBlock(
        label=_("Text"), features=RICH_TEXT_FEATURES, icon="pilcrow", template="home/blocks/rich_text.html"
    )
    steps = StepsBlock()
    questions = QuestionsBlock()
    cards = CardsBlock()
    notice = NoticeBlock()
    contact = ContactBlock()
    image = CaptionedImageBlock()
    audio = AudioBlock()
    video = VideoLinkBlock()
    listing = ListingBlock()

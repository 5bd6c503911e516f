"""Pages, user, images, keywords, texts per language and the mail queue: one module each."""

from home.models.images import PortalImage, PortalRendition
from home.models.keywords import Keyword, KeywordText, PageKeyword
from home.models.mail import OutgoingMail
from home.models.pages import BasePage, ContentPage, HomePage, RoutedPage
from home.models.shared_facts import SharedFactsMixin
from home.models.texts import LanguageText, WordsMixin
from home.models.translations import PageText
from home.models.users import User

__all__ = [
    "BasePage",
    "ContentPage",
    "HomePage",
    "Keyword",
    "KeywordText",
    "LanguageText",
    "OutgoingMail",
    "PageKeyword",
    "PageText",
    "PortalImage",
    "PortalRendition",
    "RoutedPage",
    "SharedFactsMixin",
    "User",
    "WordsMixin",
]

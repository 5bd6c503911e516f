"""A contributor changes a page and submits; an editor of the district approves; nobody else can."""

import pytest
from django.core.mail import EmailMessage
from django.template import Context, Template
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, override
from wagtail.models import ModelLogEntry, PageLogEntry, Task, TaskState, Workflow
from wagtail.users.models import UserProfile

from home.models import ContentPage
from home.translation import translate
from municipalities.models import LocalPage
from municipalities.workflow import WORKFLOW_NAME, NameInWords, ensure_workflow
from tests.cast import Country
from tests.people import People, as_


@pytest.fixture
def sent(mailoutbox: list[EmailMessage]) -> list[EmailMessage]:
    """What was sent, readable."""
    return mailoutbox


@pytest.fixture(params=["fi", "ar"])
def page(request: pytest.FixtureRequest, country: Country) -> LocalPage:
    """A live page of Salo, in the source tree and in the Arabic one."""
    parent = country.town_pages[request.param]["salo"]
    return parent.add_child(instance=LocalPage(title="First weeks", slug="first-weeks", locale=parent.locale))


@pytest.fixture
def portal_page(country: Country) -> ContentPage:
    home = country.homes["fi"]
    return home.add_child(instance=ContentPage(title="About", slug="about", locale=home.locale))


def form_of(page: LocalPage) -> dict[str, str]:
    return {
        "title": page.title, "slug": page.slug, "summary": "", "official_source": "", "icon": "", "keywords": "",
        "body-count": "0", "seo_title": "", "search_description": "", "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0", "go_live_at": "", "expire_at": "",
    }  # fmt: skip


def edit(client: Client, page: LocalPage, title: str, action: str):
    data = {**form_of(page), "title": title, action: "yes"}
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def decide(client: Client, page: LocalPage, action: str, comment: str = ""):
    state = TaskState.objects.filter(workflow_state__object_id=str(page.pk)).latest("pk")
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    return client.post(url, {"comment": comment})


def public_title(client: Client, page: LocalPage) -> str:
    html = client.get(page.get_url()).content.decode()
    return html[html.index("<h1") :].split("</h1>")[0].split(">")[1]


def test_the_whole_way(page: LocalPage, people: People, client: Client, sent: list[EmailMessage]) -> None:
    editor = people["editor-varsinais-suomi"]
    people["editor-oulu"], people["team"], people["admin"]
    edit(as_(people, "contributor-salo"), page, "First days", "action-submit")
    assert [mail.to for mail in sent] == [[editor.email]]
    assert "First days" in sent[0].subject
    assert "contributor-salo" in sent[0].body
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in sent[0].body
    assert public_title(client, page) == "First weeks"

    decide(as_(people, "editor-varsinais-suomi"), page, "approve")
    assert public_title(client, page) == "First days"
    assert [mail.to for mail in sent[1:]] == [["contributor-salo@example.org"]]
    assert page.get_url() in sent[1].body


def test_sending_back_with_a_comment_and_submitting_again(
    page: LocalPage, people: People, sent: list[EmailMessage]
) -> None:
    editor, contributor = as_(people, "editor-varsinais-suomi"), as_(people, "contributor-salo")
    edit(contributor, page, "First days", "action-submit")
    decide(editor, page, "reject", comment="Please add the telephone number")
    assert "Please add the telephone number" in sent[1].body
    edit(contributor, page, "First days, again", "action-submit")
    assert sent[2].to == ["editor-varsinais-suomi@example.org"]
    decide(editor, page, "approve")
    page.refresh_from_db()
    assert page.title == "First days, again"


@pytest.mark.parametrize("name", ["editor-oulu", "contributor-salo", "contributor-raahe", "researcher"])
def test_nobody_else_can_approve(page: LocalPage, people: People, client: Client, name: str) -> None:
    people["editor-varsinais-suomi"]
    edit(as_(people, "contributor-salo"), page, "First days", "action-submit")
    decide(as_(people, name), page, "approve")
    assert public_title(client, page) == "First weeks"


@pytest.mark.parametrize("name", ["team", "admin", "editor-only-varsinais-suomi"])
def test_the_team_and_every_editor_of_the_district_can(
    page: LocalPage, people: People, client: Client, name: str
) -> None:
    edit(as_(people, "contributor-salo"), page, "First days", "action-submit")
    decide(as_(people, name), page, "approve")
    assert public_title(client, page) == "First days"


@pytest.mark.parametrize("name", ["contributor-salo", "translator-ar"])
def test_those_who_write_cannot_publish_by_any_button(
    page: LocalPage, people: People, client: Client, name: str
) -> None:
    edit(as_(people, name), page, "First days", "action-publish")
    assert public_title(client, page) == "First weeks"


def test_a_translator_submits_only_in_her_language(country: Country, people: People, sent: list[EmailMessage]) -> None:
    people["editor-varsinais-suomi"]
    for language, mails in (("fi", 0), ("ar", 1)):
        parent = country.town_pages[language]["salo"]
        page = parent.add_child(instance=LocalPage(title="Page", slug="page", locale=parent.locale))
        edit(as_(people, "translator-ar"), page, "Changed", "action-submit")
        assert len(sent) == mails


def test_an_editor_of_another_district_neither_sees_nor_edits(page: LocalPage, people: People) -> None:
    edit(as_(people, "contributor-salo"), page, "A secret draft", "action-submit")
    foreign = as_(people, "editor-oulu")
    edit(foreign, page, "Taken over", "action-publish")
    page.refresh_from_db()
    assert page.title == "First weeks"
    assert "A secret draft" not in foreign.get(reverse("wagtailadmin_home")).content.decode()
    own = as_(people, "editor-varsinais-suomi").get(reverse("wagtailadmin_home")).content.decode()
    assert "A secret draft" in own


def test_pages_of_the_portal_are_approved_by_the_team(
    portal_page: ContentPage, people: People, client: Client, sent: list[EmailMessage]
) -> None:
    people["team"]
    edit(as_(people, "translator-fi"), portal_page, "About us", "action-submit")
    assert [mail.to for mail in sent] == [["team@example.org"]]
    decide(as_(people, "editor-oulu"), portal_page, "approve")
    assert public_title(client, portal_page) == "About"
    decide(as_(people, "team"), portal_page, "approve")
    assert public_title(client, portal_page) == "About us"


def test_submitting_is_what_a_contributor_is_offered_first(page: LocalPage, people: People) -> None:
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = as_(people, "contributor-salo").get(url)
    assert response.context["action_menu"].default_item.name == "action-submit"
    assert "action-publish" not in response.content.decode()
    assert "action-publish" in as_(people, "editor-varsinais-suomi").get(url).content.decode()


def test_an_editor_publishes_directly_and_it_is_logged(page: LocalPage, people: People, client: Client) -> None:
    edit(as_(people, "editor-varsinais-suomi"), page, "First days", "action-publish")
    assert public_title(client, page) == "First days"
    entry = PageLogEntry.objects.get(page_id=page.pk, action="wagtail.publish")
    assert entry.user == people["editor-varsinais-suomi"]
    assert not ModelLogEntry.objects.exists()


def test_an_editor_who_publishes_what_waits_ends_the_waiting_and_the_writer_is_told(
    page: LocalPage, people: People, client: Client, sent: list[EmailMessage]
) -> None:
    edit(as_(people, "contributor-salo"), page, "First days", "action-submit")
    edit(as_(people, "editor-varsinais-suomi"), page, "First days, with a map", "action-publish")
    assert public_title(client, page) == "First days, with a map"
    assert page.current_workflow_state is None
    assert sent[-1].to == ["contributor-salo@example.org"]
    assert page.get_url() in sent[-1].body


def test_a_writer_who_takes_it_back_hears_nothing(page: LocalPage, people: People, sent: list[EmailMessage]) -> None:
    contributor = as_(people, "contributor-salo")
    edit(contributor, page, "First days", "action-submit")
    mails = len(sent)
    edit(contributor, page, "First days", "action-cancel-workflow")
    page.refresh_from_db()
    assert page.current_workflow_state is None
    assert page.title == "First weeks"
    assert len(sent) == mails


def test_translations_stay_as_they_were_until_approval_and_after(
    country: Country, people: People, client: Client
) -> None:
    parent = country.town_pages["fi"]["salo"]
    page = parent.add_child(instance=LocalPage(title="First weeks", slug="first-weeks", locale=parent.locale))
    arabic = translate(page, country.homes["ar"].locale, {"title": "[ar] First weeks"})
    edit(as_(people, "contributor-salo"), page, "First days", "action-submit")
    assert public_title(client, arabic) == "[ar] First weeks"
    decide(as_(people, "editor-varsinais-suomi"), page, "approve")
    assert public_title(client, arabic) == "[ar] First weeks"


@pytest.mark.parametrize("name", ["contributor-salo", "translator-ar"])
def test_those_who_write_cannot_publish_by_any_other_door(country: Country, people: People, name: str) -> None:
    parent = country.town_pages["ar"]["salo"]
    page = parent.add_child(instance=LocalPage(title="Draft", slug="draft", locale=parent.locale, live=False))
    revision = page.save_revision(user=people[name])
    client = as_(people, name)
    for path, data in (
        (f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}", {"include_descendants": "on"}),
        (f"/admin/api/main/pages/{page.pk}/action/publish/", {}),
        (reverse("wagtailadmin_pages:unpublish", args=[page.pk]), {}),
        (reverse("wagtailadmin_pages:edit", args=[page.pk]), {**form_of(page), "action-publish": "1"}),
        (
            reverse("wagtailadmin_pages:edit", args=[page.pk]),
            {**form_of(page), "revision": revision.pk, "action-publish": "1", "action-submit": "1"},
        ),
        (f"/admin/localize/page/{page.pk}/", {"publish": "1"}),
    ):
        client.post(path, data)
        page.refresh_from_db()
        assert not page.live, path


def test_a_contributor_submits_a_new_page_at_once(country: Country, people: People, sent: list[EmailMessage]) -> None:
    people["editor-varsinais-suomi"]
    parent = country.town_pages["fi"]["salo"]
    url = reverse("wagtailadmin_pages:add", args=("municipalities", "localpage", parent.pk))
    data = form_of(LocalPage(title="Swimming", slug="swimming"))
    response = as_(people, "contributor-salo").post(url, {**data, "action-publish": "1", "action-submit": "1"})
    assert response.status_code == 302, response.context["form"].errors
    page = LocalPage.objects.get(slug="swimming")
    assert not page.live
    assert page.current_workflow_state is not None or not sent


def test_the_button_says_what_it_does(page: LocalPage, people: People) -> None:
    profile = UserProfile.get_for_user(people["contributor-salo"])
    profile.preferred_language = "en"
    profile.save()
    contributor = as_(people, "contributor-salo")
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "Submit for approval" in contributor.get(url).content.decode()
    edit(contributor, page, "First days", "action-submit")
    decide(as_(people, "editor-varsinais-suomi"), page, "reject", comment="Why?")
    assert "Submit again for approval" in contributor.get(url).content.decode()


def test_stored_names_are_shown_in_the_readers_language_and_stored_as_they_are(country: Country) -> None:
    workflow = ensure_workflow()
    workflow.save()
    assert Workflow.objects.filter(name=WORKFLOW_NAME).count() == 1
    assert isinstance(Workflow.objects.get().name, NameInWords)
    assert isinstance(Task.objects.get().specific.name, NameInWords)
    name = NameInWords("library")  # a word that the catalogues have
    with override("fi"):
        shown = {str(name), f"{name}", "%s" % name, Template("{{ name }}").render(Context({"name": name}))}  # noqa: UP031
        assert shown == {gettext("library")}
        assert shown != {"library"}
        assert name == "library"


def test_the_mail_is_in_the_receivers_language(country: Country, people: People, sent: list[EmailMessage]) -> None:
    parent = country.town_pages["fi"]["raahe"]
    page = parent.add_child(instance=LocalPage(title="First weeks", slug="first-weeks", locale=parent.locale))
    profile = UserProfile.get_for_user(people["editor-oulu"])
    profile.preferred_language = "sv"
    profile.save()
    edit(as_(people, "contributor-raahe"), page, "First days", "action-submit")
    assert "Brahestad" in sent[0].subject

"""Words of Django's and Wagtail's own screens that have no Finnish or no Swedish yet: translated in our catalogues.

They stand before those of the libraries. Nothing imports this module: it is here for the extraction of strings. A word
that a library has translated meanwhile can go.
"""

from django.utils.translation import gettext_lazy as _

WORDS = [
    _("%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s"),
    _("- Select an option -"),
    _("A network error occurred"),
    _("Actions (footer)"),
    _("Add a concise description for search engines"),
    _("Add or show comments"),
    _("Alias"),
    _("Any"),
    _("Application"),
    _("Are you sure you want to unpublish this %(model_name)s?"),
    _("Avoid skipping levels"),
    _("But only those with publishing permissions can make them effective."),
    _(
        "Changes are not automatically applied between translated pages. Syncing will add new content for "
        "translation and remove deleted content."
    ),
    _("By task"),
    _("By workflow"),
    _("Checks"),
    _("Choose parent"),
    _("Choose when this %(model_name)s should go live and/or expire"),
    _("Close dialog"),
    _("Close modal dialogs (like this one)"),
    _("Content metrics"),
    _("Correct the validation errors to resume preview (saving will highlight errors)"),
    _("Date updated"),
    _("Disable custom ordering"),
    _("Edit account avatar"),
    _("Edited by"),
    _("Empty frame title found"),
    _("Focus on the drag button and press up or down arrows to move the item, then press enter to submit the change."),
    _("Go to the first error"),
    _("Has child pages"),
    _("How we calculate our metrics"),
    _("Image alt text has inappropriate pattern"),
    _("Incorrect heading hierarchy"),
    _("Input button text is empty"),
    _("Is commenting action"),
    _("Keep the new pages updated with future changes"),
    _("Locked by"),
    _("Maximum"),
    _("Meta description is empty"),
    _("Minimum"),
    _("Misusing paragraphs as headings"),
    _("More options for '%(title)s'"),
    _("Once live anyone can view"),
    _(
        "Pages created here will not be accessible at any URL. "
        "To add pages to an existing site, create them as children of the homepage."
    ),
    _("Readability"),
    _("Reviewers can edit this %(model_name)s – lock it to prevent other reviewers from editing"),
    _("Saved"),
    _("Schedule to publish"),
    _("Search all pages…"),
    _("Section"),
    _("Select a new parent for this page."),
    _("Show issue"),
    _("Show keyboard shortcuts"),
    _("Snug"),
    _("Sort by '%(label)s' in ascending order."),
    _("Sort by '%(label)s' in descending order."),
    _("Sort menu order"),
    _("Sync translated %(model_name)s"),
    _("Table header text is empty"),
    _("Text editing"),
    _("The %(model_name)s could not be saved as it is locked"),
    _("The last sync date was %(last_sync_date)s. You are about to sync the following:"),
    _("The new page will be a child of this given parent page."),
    _("The page could not be saved as it is locked."),
    _("This data explained"),
    _('This publishing schedule will only take effect after you select the "Schedule to publish" option'),
    _("To be created by %(user)s"),
    _("Toggle checks"),
    _("Toggle comments"),
    _("Toggle minimap"),
    _("Toggle preview"),
    _("Toggle section"),
    _("Toggle status"),
    _(
        "Troubleshoot your connection to the site before proceeding. Open the editor in a separate tab to "
        "view the last saved version."
    ),
    _("Unpublish selected pages"),
    _("Usage count"),
    _("Usage count: (high to low)"),
    _("Usage count: (low to high)"),
    _("Use a meaningful title for screen reader users"),
    _("Use meaningful text"),
    _("Use meaningful text for screen reader users"),
    _("Use proper heading tags"),
    _("View latest version"),
    _("We calculate reading time from word count, using different reading speeds for different languages."),
    _("We extract the main content from the page preview, remove all formatting, and calculate the number of words."),
    _(
        "We use a readability formula based on length of words and sentences. Long sentences and words "
        "result in a worse readability score."
    ),
]

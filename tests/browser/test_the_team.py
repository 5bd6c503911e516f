"""The project team looks at all towns and takes the sign-ups home as a table."""

from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.volunteering.conftest import make_registration
from volunteering.models import AccessLog, RecruitmentCall


def test_they_export_what_came_from_all_towns_with_a_purpose(sign_in: Open, tmp_path: Path) -> None:
    rows = [
        make_registration(call, full_name=f'=HYPERLINK("{call.pk}")')
        for call in RecruitmentCall.objects.select_related("municipality")
    ]
    page = sign_in("team")
    page.goto("/admin/signups/")
    for row in rows:
        expect(page.get_by_role("link", name=row.reference)).to_be_visible()

    page.locator("a[href='/admin/signups/export/']").first.click()
    page.locator("[name=purpose]").fill("Steering group, autumn")
    with page.expect_download() as download:
        page.locator("main form button[type=submit]").click()
    file = tmp_path / "signups.xlsx"
    download.value.save_as(file)

    table = list(load_workbook(file).active.iter_rows(values_only=True))
    assert {row.reference for row in rows} <= {line[0] for line in table}
    assert {row.full_name for row in rows} <= {cell for line in table for cell in line}
    assert AccessLog.objects.filter(action=AccessLog.Action.EXPORT, purpose="Steering group, autumn").exists()

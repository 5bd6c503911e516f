"""Photograph a running demo into docs/screenshots."""

import io
import shutil
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.core.management.base import BaseCommand, CommandError
from PIL import Image

from portal.demo_accounts import DEMO_PASSWORD
from portal.screenshots import DESK_SHOTS, HEIGHTS, PHONE, DeskShot, Shot, shots

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-background-networking"]
FOLDER, GUIDE_FOLDER = Path("docs/screenshots"), Path("docs/images")
TALLEST = 2600
COLOURS = 200
MOST_SCREENS = 8
#: Milliseconds until the admin has drawn what came into view.
SETTLING = 700


class Command(BaseCommand):
    """Drives Chromium over a demo that is running: `make demo` first, in another window."""

    help = "Photograph a running demo into docs/screenshots."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--url", default="http://127.0.0.1:8000", help="where the demo answers")
        parser.add_argument("--folder", type=Path, default=FOLDER)
        parser.add_argument("--only", default="", help="only pictures whose file name contains this")

    def handle(self, *args: Any, **options: Any) -> None:
        program = next(filter(None, map(shutil.which, BROWSERS)), None)
        if program is None:
            raise CommandError("Chromium is not installed: apt install chromium")
        try:
            from playwright.sync_api import sync_playwright  # only in the development environment
        except ModuleNotFoundError as error:
            raise CommandError("Playwright is missing: make test installs it") from error

        options["folder"].mkdir(parents=True, exist_ok=True)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
            camera = Camera(browser, options["url"].rstrip("/"), options["folder"])
            for shot in shots():
                if options["only"] in shot.file_name:
                    self.stdout.write(f"{camera.take(shot):7,} bytes  {shot.file_name}")
            for shot in camera.sign_up_shots():
                if options["only"] in shot.file_name:
                    self.stdout.write(f"{camera.take_sign_up(shot):7,} bytes  {shot.file_name}")
            guide = Camera(browser, options["url"].rstrip("/"), GUIDE_FOLDER)
            for desk_shot in DESK_SHOTS:
                if options["only"] in desk_shot.file_name:
                    self.stdout.write(f"{guide.take_desk(desk_shot):7,} bytes  {desk_shot.file_name}")
            browser.close()


class Camera:
    """A browser pointed at one demo, writing into one folder."""

    def __init__(self, browser: Any, url: str, folder: Path) -> None:
        self.browser = browser
        self.url = url
        self.folder = folder

    def take(self, shot: Shot) -> int:
        """Photograph one page; return the size of the file in bytes."""
        page = self._open(shot)
        page.goto(self.url + shot.address)
        page.goto(self.url + shot.address)  # a second time, with the heading face in the browser's cache
        return self._save(page, shot)

    def sign_up_shots(self) -> list[Shot]:
        """The screens of the sign-up that are reached only by answering."""
        return [
            Shot("sign-up-step", "salo/join/", "fi", PHONE),
            Shot("sign-up-step", "salo/join/", "ar", PHONE),
            Shot("sign-up-errors", "salo/join/", "sv", PHONE),
            Shot("sign-up-check", "salo/join/", "en", 768),
        ]

    def take_sign_up(self, shot: Shot) -> int:
        """Answer as an invented person as far as the screen, and photograph it."""
        page = self._open(shot)
        page.goto(self.url + shot.address)
        page.locator(f'a.button[href^="{shot.address}"]').first.click()
        if shot.name == "sign-up-errors":
            page.locator("form.form button[type=submit]").click()
        if shot.name == "sign-up-check":
            for _screen in range(MOST_SCREENS):
                if page.locator("dl.summary-list").count():
                    break
                _answer(page)
        return self._save(page, shot)

    def take_desk(self, shot: DeskShot) -> int:
        """Sign in with the demo account and photograph its screen, as far as a window shows it."""
        page = self._open(shot)
        page.goto(f"{self.url}/admin/login/")
        page.fill("input[name=login]", shot.account)
        page.fill("input[name=password]", DEMO_PASSWORD)
        page.locator("main form button[type=submit]").click()
        number = self._page_number(page, shot.title) if shot.title else ""
        page.goto(f"{self.url}/admin/{shot.path.format(page=number)}")
        if shot.scrolled_to:
            field = page.locator(shot.scrolled_to).first
            field.evaluate("field => field.scrollIntoView({behavior: 'instant', block: 'center'})")
            page.wait_for_timeout(SETTLING)
        return self._save(page, shot, whole=False)

    def _page_number(self, page: Any, title: str) -> str:
        """The number of the page with a title, as the search of the admin finds it."""
        page.goto(f"{self.url}/admin/pages/search/?{urlencode({'q': title})}")
        link = page.locator("a[href$='/edit/']", has_text=title).first.get_attribute("href")
        return str(link).rstrip("/").split("/")[-2]

    def _open(self, shot: Shot | DeskShot) -> Any:
        dark = isinstance(shot, Shot) and shot.dark
        context = self.browser.new_context(
            viewport={"width": shot.width, "height": HEIGHTS[shot.width]},
            color_scheme="dark" if dark else "light",
            locale="fi-FI",
            timezone_id="Europe/Helsinki",
            reduced_motion="reduce",
        )
        return context.new_page()

    def _save(self, page: Any, shot: Shot | DeskShot, *, whole: bool = True) -> int:
        page.evaluate("document.activeElement && document.activeElement.blur()")
        picture: Image.Image = Image.open(io.BytesIO(page.screenshot(full_page=whole)))
        picture = picture.crop((0, 0, picture.width, min(picture.height, TALLEST)))
        target = self.folder / shot.file_name
        flat = picture.convert("RGB").quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        flat.save(target, optimize=True)
        page.context.close()
        return target.stat().st_size


def _answer(page: Any) -> None:
    """Answer what a screen requires, and go on."""
    form = page.locator("form.form")
    required = form.locator(".field:not(:has(.field-optional))")
    for kind, words in (("tel", "+358 00 000 0001"), ("email", "aino@example.org")):
        for field in form.locator(f"input[type={kind}]").all():
            field.fill(words)
    for field in required.locator("input[type=text]:not([name=website])").all():
        field.fill("Aino Esimerkki")
    for group in form.locator("fieldset").all():
        group.locator("input").first.check()
    form.locator("button[type=submit]").click()

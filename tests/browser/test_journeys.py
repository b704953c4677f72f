"""What people come to the page for, in a real browser, from the first click to the last."""

from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from benchmarks.chromium import rest
from benchmarks.serving import Server

CHAT = """\
title: Chat <b>of mine</b>
users: {monthly: 50M, daily_share: 40%}
actions:
  message: {per_user: 40 / day, peak_factor: 3, stores: {photo: {share: 5%, size: 200 KB}}}
storage: {retention: 5 years, replicas: 3}
"""


def opened(page: Page, path: str = "/") -> Page:
    page.goto(path)
    rest(page)
    return page


def main(page: Page, name: str) -> Locator:
    """Give the card of a main answer, by the last part of its key."""
    return page.locator(f".st-key-card-main-{name.replace('.', '-')}")


def typed(page: Page, label: str, amount: str) -> None:
    box = page.get_by_label(label, exact=True)
    box.fill(amount)
    box.press("Enter")
    rest(page)


def shared(page: Page) -> str:
    """Give the link that the page offers to share."""
    page.get_by_role("button", name="Share", exact=True).click()
    rest(page)
    link = page.locator("[data-testid=stPopoverBody] .stCode").first.inner_text()
    page.keyboard.press("Escape")
    rest(page)
    return link.strip()


def test_five_minutes_of_an_interview(page: Page) -> None:
    opened(page)
    page.get_by_role("combobox", name="Scenario").click()
    page.get_by_role("option", name="Start blank").click()
    rest(page)
    typed(page, "monthly – Monthly active users (MAU), as text", "300M")
    expect(main(page, "users.daily")).to_contain_text("M user")
    slider = page.get_by_role("slider").first
    slider.focus()
    slider.press("ArrowRight")
    rest(page)
    expect(page.get_by_label("monthly – Monthly active users (MAU), as text")).to_have_value("500M")
    expect(main(page, "users.daily")).to_contain_text("150 M user")
    main(page, "users.daily").get_by_role("button").click()
    rest(page)
    expect(page.get_by_text("users.daily = 150 M user")).to_be_visible()
    expect(page.locator(".katex").first).to_be_visible()
    expect(page.locator(".katex-error")).to_have_count(0)
    expect(page.locator(".stGraphVizChart svg")).to_contain_text("users.monthly")
    page.get_by_role("radio", name="rounded").click()
    rest(page)
    expect(page.get_by_text("rounded: a day has 100,000 s")).to_be_visible()
    page.get_by_role("button", name="Share", exact=True).click()
    rest(page)
    notes = page.locator("[data-testid=stPopoverBody] .stCode").last
    expect(notes).to_contain_text("users.daily: 500 M user × 30% = 150 M user")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Undo", exact=True).click()
    rest(page)
    expect(main(page, "users.daily")).to_contain_text("90 M user")


def test_a_link_opens_in_a_second_browser_as_it_was(
    page: Page, browser: Browser, server: Server
) -> None:
    opened(page)
    typed(page, "monthly – Monthly active users (MAU), as text", "450M")
    expect(main(page, "users.daily")).to_contain_text("225 M user")
    link = shared(page)
    assert link.startswith(server.url)
    assert len(link) < 120
    assert link == page.url
    with browser.new_context() as other:
        second = other.new_page()
        second.goto(link)
        rest(second)
        expect(main(second, "users.daily")).to_contain_text("225 M user")
        assert second.url == page.url
        numbers = second.locator(".st-key-headline").inner_text()
        assert numbers == page.locator(".st-key-headline").inner_text()
        expect(second.get_by_role("button", name="Put away")).to_have_count(0)


def test_a_file_is_opened_broken_and_mended(page: Page, tmp_path: Path) -> None:
    opened(page)
    file = tmp_path / "chat.yaml"
    file.write_text(CHAT, "utf-8")
    page.get_by_role("button", name="Open file").click()
    rest(page)
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text("Chat <b>of mine</b>", exact=True)).to_be_visible()
    assert not page.locator("b", has_text="of mine").count()
    page.keyboard.press("Escape")
    page.get_by_role("radio", name="YAML").click()
    rest(page)
    text = page.get_by_role("textbox", name="The scenario as YAML")
    broken = CHAT.replace("replicas: 3", "replicas: 3 KB")
    text.fill(broken)
    text.press("Control+Enter")
    rest(page)
    expect(page.get_by_text("The text does not work yet")).to_be_visible()
    expect(page.locator(".stCode", has_text="scenario:5:41: error[wrong-kind]")).to_be_visible()
    expect(text).to_have_value(broken)
    expect(main(page, "storage.total")).to_contain_text("43.8 PB")
    card = main(page, "storage.total").get_by_role("button")
    assert float(card.evaluate("e => getComputedStyle(e).opacity")) < 1
    text.fill(CHAT.replace("replicas: 3", "replicas: 2"))
    text.press("Control+Enter")
    rest(page)
    expect(page.get_by_text("The text does not work yet")).to_have_count(0)
    expect(main(page, "storage.total")).to_contain_text("29.2 PB")


def test_what_is_no_scenario_is_refused_with_a_sentence(page: Page, tmp_path: Path) -> None:
    opened(page)
    large, binary = tmp_path / "large.yaml", tmp_path / "binary.yaml"
    large.write_text("# a\n" * 400_000, "utf-8")
    binary.write_bytes(b"\xff\xfe\x00\x01")
    page.get_by_role("button", name="Open file").click()
    rest(page)
    page.locator("input[type=file]").set_input_files(large)
    expect(page.get_by_text("File must be 1.0MB or smaller.")).to_be_visible()
    page.locator("input[type=file]").set_input_files(binary)
    expect(page.get_by_text("The file is no text in UTF-8.")).to_be_visible()
    expect(main(page, "users.daily")).to_contain_text("150 M user")


def test_on_a_telephone_in_the_dark(page: Page) -> None:
    page.set_viewport_size({"width": 380, "height": 800})
    page.emulate_media(color_scheme="dark")
    opened(page)
    wide = "document.documentElement.scrollWidth > innerWidth"
    assert not page.evaluate(wide)
    assert page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor") == (
        "rgb(20, 24, 29)"
    )
    strip = page.locator(".st-key-headline")
    expect(strip).to_be_in_viewport()
    typed(page, "monthly – Monthly active users (MAU), as text", "600M")
    expect(main(page, "users.daily")).to_contain_text("300 M user")
    expect(strip).to_be_in_viewport()
    main(page, "users.daily").get_by_role("button").click()
    rest(page)
    expect(page.locator(".katex").first).to_be_visible()
    assert not page.evaluate(wide)


def test_a_worksheet_is_pasted_and_each_line_judged(page: Page) -> None:
    opened(page, "/check")
    box = page.get_by_role("textbox", name="The worksheet")
    box.fill("DAU: 300M users * 50% = 150M users\nStorage: 100M * 2 KB * 3 copies = 200 GB\n")
    page.get_by_role("button", name="Check", exact=True).click()
    rest(page)
    expect(page.get_by_text("2 claims: 1 right, 1 off")).to_be_visible()
    expect(page.get_by_text("200 GB is 1/3 × 600 GB: × 3 copies left out")).to_be_visible()
    page.get_by_role("tab", name="Corrected").click()
    rest(page)
    expect(page.locator(".stCode", has_text="= 600 GB")).to_be_visible()
    address = page.url
    opened(page, address)
    expect(page.get_by_text("2 claims: 1 right, 1 off")).to_be_visible()


def test_what_is_pasted_is_never_markup(page: Page) -> None:
    opened(page, "/check")
    box = page.get_by_role("textbox", name="The worksheet")
    box.fill("<img src=x onerror=alert(1)> 2 * 3 = 7\n**bold** 2 * 3 = 6 :red[x] $y$\n")
    page.get_by_role("button", name="Check", exact=True).click()
    rest(page)
    expect(page.get_by_text("<img src=x onerror=alert(1)>").last).to_be_visible()
    assert not page.locator("main img[src=x]").count()
    assert not page.locator("main strong", has_text="bold").count()


def test_a_problem_is_practised(page: Page) -> None:
    opened(page, "/practice?of=twitter&seed=7")
    expect(page.get_by_text("Problem 7, in 5 steps.")).to_be_visible()
    box = page.get_by_role("textbox", name="How many tweets are there a day?")
    box.fill("lots")
    box.press("Enter")
    rest(page)
    expect(box).to_have_value("lots")
    expect(page.get_by_text("No answer yet")).to_be_visible()
    box.fill("~15M")
    box.press("Enter")
    rest(page)
    expect(page.get_by_text("100%").first).to_be_visible()
    expect(page.get_by_text("No answer yet")).to_have_count(0)
    second = page.get_by_role("textbox", name="How many tweets are there a second, on average?")
    second.fill("1736 / s")
    second.press("Enter")
    rest(page)
    expect(page.get_by_text("off by 10 ×: a slipped decimal point").first).to_be_visible()

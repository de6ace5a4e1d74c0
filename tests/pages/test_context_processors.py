"""What every page's template knows."""


def test_the_sites_own_name_stands_in_its_header_and_titles(db, stranger, settings):
    settings.SITE_NAME = "Nordic Commons"
    page = stranger.get("/about/").content.decode()
    assert "· Nordic Commons</title>" in page
    assert page.count("Nordic Commons") >= 2

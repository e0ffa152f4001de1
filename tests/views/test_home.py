def test_the_first_page_opens_for_anyone(client, db):
    page = client.get("/")
    assert page.status_code == 200
    assert "Practise now" in page.content.decode()


def test_a_visitor_is_not_made_a_guest_by_looking(client, django_user_model, db):
    client.get("/")
    client.get("/practice/")
    assert django_user_model.objects.count() == 0


def test_the_first_page_takes_no_post(client, db):
    assert client.post("/").status_code == 405


def test_the_bar_shows_a_visitor_only_what_a_visitor_can_use(client, db):
    page = client.get("/").content.decode()
    assert "My mistakes" not in page
    assert "Sign up" in page


def test_the_bar_shows_the_admin_site_to_admins_only(client, as_student, admin):
    assert 'href="/admin/"' not in as_student.get("/").content.decode()
    client.force_login(admin)
    assert 'href="/admin/"' in client.get("/").content.decode()

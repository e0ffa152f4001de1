def test_the_first_page_opens_for_anyone(client, db):
    assert client.get("/").status_code == 200

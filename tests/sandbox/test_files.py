"""Files go up in three steps and come back as they were."""

import aiohttp
import pytest

from tests.sandbox.bots import make_bot

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 32


async def upload(client, content=PNG, name="chart.png", length=None):
    announced = await client.call("files.getUploadURLExternal", filename=name, length=length or len(content))
    async with client.session.post(announced["upload_url"], data=content) as response:
        return announced["file_id"], response.status


async def test_bolt_uploads_a_chart_into_a_thread(sandbox, client):
    parent = await client.call("chat.postMessage", channel="C01", text="report")
    await make_bot(sandbox).client.files_upload_v2(
        channel="C01",
        content=PNG,
        filename="chart.png",
        title="NVDA, 7 days",
        alt_txt="rising",
        initial_comment="Here",
        thread_ts=parent["ts"],
    )
    message = sandbox.channel("#markets").messages[-1]
    assert (message.text, message.thread_ts) == ("Here", parent["ts"])
    file = message.files[0]
    assert (file["title"], file["alt_txt"], file["mimetype"]) == ("NVDA, 7 days", "rising", "image/png")
    async with client.session.get(file["url_private"]) as response:
        assert (await response.read(), response.content_type) == (PNG, "image/png")


async def test_uploaded_file_stands_in_an_image_block(client):
    file, _ = await upload(client)
    blocks = [{"type": "image", "slack_file": {"id": file}, "alt_text": "chart"}]
    early = await client.call("chat.postMessage", channel="C01", text="x", blocks=blocks)
    await client.call("files.completeUploadExternal", files=[{"id": file}])
    late = await client.call("chat.postMessage", channel="C01", text="x", blocks=blocks)
    assert (early["error"], late["ok"]) == ("invalid_blocks", True)


async def test_upload_of_another_length_is_refused(client):
    _, status = await upload(client, length=7)
    assert status == 400


async def test_file_that_never_arrived_is_not_found(client):
    announced = await client.call("files.getUploadURLExternal", filename="a.png", length=3)
    done = await client.call("files.completeUploadExternal", files=[{"id": announced["file_id"]}])
    assert done["error"] == "file_not_found"


@pytest.mark.parametrize("name", ["page.html", "drawing.svg"])
async def test_file_that_could_run_as_a_page_is_served_as_bytes(client, name):
    file, _ = await upload(client, content=b"<script>alert(1)</script>", name=name)
    await client.call("files.completeUploadExternal", files=[{"id": file}])
    async with client.session.get(f"{client.sandbox.url}/files/{file}/{name}") as response:
        assert response.content_type == "application/octet-stream"
        assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["/files/F99/a.png", "/upload/nosuch"])
async def test_unknown_file_is_not_found(client, path):
    method = "POST" if "upload" in path else "GET"
    async with client.session.request(method, client.sandbox.url + path) as response:
        assert response.status == 404


async def test_bytes_come_as_a_form_too(client):
    announced = await client.call("files.getUploadURLExternal", filename="a.png", length=len(PNG))
    form = aiohttp.FormData()
    form.add_field("file", PNG, filename="a.png")
    async with client.session.post(announced["upload_url"], data=form) as response:
        assert await response.text() == f"OK - {len(PNG)}"


async def test_a_person_s_file_is_fetched_as_it_was_given(sandbox, client):
    given = sandbox.give_file("settings.json", b'{"a": 1}')
    assert (given["name"], given["mimetype"], given["size"]) == ("settings.json", "application/json", 8)
    async with client.session.get(given["url_private"]) as response:
        assert await response.read() == b'{"a": 1}'


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({"name": "a.txt", "content": "?"}, "the content is not base64"),
        ({"content": ""}, "a file has a name and at most 20,971,520 bytes"),
    ],
    ids=["no base64", "no name"],
)
async def test_a_page_s_file_that_is_none_is_refused(sandbox, client, body, error):
    async with client.session.post(f"{sandbox.url}/page/files", json=body) as response:
        assert await response.json() == {"ok": False, "error": error}


async def test_a_page_s_file_is_kept(sandbox, client):
    body = {"name": "a.txt", "content": "aGVsbG8="}
    async with client.session.post(f"{sandbox.url}/page/files", json=body) as response:
        file = (await response.json())["file"]
    assert sandbox.workspace.files[file["id"]].content == b"hello"

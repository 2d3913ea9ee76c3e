import io
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from PIL import Image

from handlers import maps
from handlers.maps import tiles as module
from handlers.maps.tiles import Tiles
from handlers.maps.view import fit
from tests.handlers.test_maps import opened, snapshot  # noqa: F401 - a fixture

VIEW = fit((-77.68, 41.29, -77.56, 41.37), 1000, 860, margin=30)
GREEN = (120, 200, 120)


def tile():
    file = io.BytesIO()
    Image.new("RGB", (256, 256), GREEN).save(file, "PNG")
    return file.getvalue()


class Server:
    """A tile server on this machine that gives what it is told to."""

    def __init__(self):
        self.requests = []
        self.status, self.body = 200, tile()
        self.hold = threading.Event()
        self.hold.set()
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                server.requests.append((self.path, self.headers["User-Agent"]))
                server.hold.wait(10)
                try:
                    self.send_response(server.status)
                    self.send_header("Content-Length", str(len(server.body)))
                    self.end_headers()
                    self.wfile.write(server.body)
                except OSError:
                    pass

            def log_message(self, *args):
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.http.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.http.server_port}/{{z}}/{{x}}/{{y}}.png"

    def close(self):
        self.hold.set()
        self.http.shutdown()
        self.http.server_close()


@pytest.fixture
def server():
    server = Server()
    yield server
    server.close()


@pytest.fixture
def tiles(server, tmp_path):
    return Tiles(
        url=server.url,
        attribution="© OpenStreetMap contributors",
        cache=tmp_path / "tiles",
        user_agent="coalition-bot/0.1 (https://example.org/contact)",
        timeout=5.0,
    )


def test_background_is_the_street_map(tiles, server):
    picture = tiles.background(VIEW)

    assert picture.size == (VIEW.width, VIEW.height)
    assert picture.getpixel((0, 0)) == GREEN
    assert picture.getpixel((VIEW.width - 1, VIEW.height - 1)) == GREEN


def test_tile_is_where_the_view_says(tiles, server):
    zoom, _width, _height = module._grid(VIEW)
    tiles.background(VIEW)

    x, y = int(VIEW.x * 2**zoom), int(VIEW.y * 2**zoom)
    assert f"/{zoom}/{x}/{y}.png" in {path for path, _agent in server.requests}


def test_user_agent_names_the_application(tiles, server):
    tiles.background(VIEW)

    assert {agent for _path, agent in server.requests} == {tiles.user_agent}


def test_second_time_asks_nobody(tiles, server):
    first = tiles.background(VIEW)
    asked = len(server.requests)

    assert tiles.background(VIEW).tobytes() == first.tobytes()
    assert len(server.requests) == asked > 0


def test_map_over_streets_thanks_them(tiles, snapshot):  # noqa: F811
    with_streets = maps.draw(snapshot, tiles=tiles)

    assert opened(with_streets) != opened(maps.draw(snapshot))
    assert with_streets == maps.draw(snapshot, tiles=tiles)


@pytest.mark.parametrize("status", [403, 404, 429, 500, 503])
def test_server_that_fails_gives_the_offline_base(tiles, server, snapshot, status):  # noqa: F811
    server.status = status

    assert tiles.background(VIEW) is None
    opened(maps.draw(snapshot, tiles=tiles))


@pytest.mark.parametrize("body", [b"", b"not a picture", tile()[:60], b"<html>sorry</html>" * 99])
def test_garbage_is_not_drawn_and_not_kept(tiles, server, body):
    server.body = body

    assert tiles.background(VIEW) is None
    assert not list(tiles.cache.glob("*.tile"))


def test_enormous_answer_is_refused(tiles, server):
    server.body = tile() + b"0" * 3_000_000

    assert tiles.background(VIEW) is None


def test_slow_server_is_not_waited_for(tiles, server, snapshot):  # noqa: F811
    tiles.timeout = 0.2
    server.hold.clear()

    assert tiles.background(VIEW) is None
    asked = len(server.requests)
    opened(maps.draw(snapshot, tiles=tiles))
    assert len(server.requests) == asked  # it is left alone for a while


def test_no_server_at_all_gives_the_offline_base(tmp_path):
    nowhere = Tiles("http://127.0.0.1:9/{z}/{x}/{y}.png", "", tmp_path, "coalition-bot")

    assert nowhere.background(VIEW) is None


def test_wrong_address_gives_the_offline_base(tmp_path):
    wrong = Tiles("not an address {z}{x}{y}{nothing}", "", tmp_path, "coalition-bot")

    assert wrong.background(VIEW) is None


def test_damaged_tile_on_disk_is_fetched_again(tiles, server):
    tiles.background(VIEW)
    for file in tiles.cache.glob("*.tile"):
        file.write_bytes(b"damaged")

    assert tiles.background(VIEW).getpixel((5, 5)) == GREEN


def test_cache_keeps_no_more_than_it_may(tiles, server, monkeypatch):
    monkeypatch.setattr(module, "_KEPT", 3)
    tiles.background(VIEW)

    assert len(list(tiles.cache.iterdir())) == 3

#!/usr/bin/env python3
"""A language model's server for tests: on 127.0.0.1 only, at any free port.

    server.py FOLDER

writes its port to FOLDER/port and every request to FOLDER/requests, one JSON
object a line. The model's name in a request chooses what happens: see `answers`.
"""

import http.server
import json
import os
import sys
import threading
import time

folder = sys.argv[1]
seen = {}
lock = threading.Lock()


def completion(content, finish="stop", **more):
    message = {"role": "assistant", "content": content, "refusal": None}
    message.update(more.pop("message", {}))
    whole = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "model": "mock-1",
        "choices": [{"index": 0, "message": message, "finish_reason": finish}],
        "usage": {"prompt_tokens": 1500, "completion_tokens": 50},
    }
    whole.update(more)
    return whole


def fine(ask):
    ask.send_json(200, completion("Name the pager, not only the panel."))


def unauthorized(ask):
    ask.send_json(401, {"error": {"message": "Incorrect API key: " + ask.headers.get("Authorization", "none"),
                                  "type": "invalid_request_error", "param": None, "code": "invalid_api_key"}},
                  {"x-request-id": "req_77"})


def limited(ask, **headers):
    ask.send_json(429, {"error": {"message": "Slow down.", "code": "rate_limit_exceeded"}},
                  {"Retry-After": headers.get("wait", "0")})


def busy_once(ask):
    limited(ask) if ask.times == 1 else fine(ask)


def page(ask):
    ask.send(500, "text/html", b"<html><body><h1>Internal error</h1></body></html>", {"Retry-After": "0"})


def old_limit(ask):
    if "max_completion_tokens" in ask.json:
        ask.send_json(400, {"error": {"message": "Unknown field: max_completion_tokens",
                                      "param": "max_completion_tokens"}})
    else:
        fine(ask)


def dropped_once(ask):
    if ask.times == 1:
        ask.close_connection = True
    else:
        fine(ask)


def cut(ask):
    ask.send_response(200)
    ask.send_header("Content-Type", "application/json")
    ask.send_header("Content-Length", "9000")
    ask.end_headers()
    ask.wfile.write(b'{"choices": [')
    ask.close_connection = True


def huge(ask):
    ask.send(200, "application/json", b'{"choices": "' + b"x" * (6 << 20) + b'"}')


def silent(ask):
    time.sleep(30)


def dripping(ask):
    ask.send_response(200)
    ask.send_header("Content-Type", "application/json")
    ask.send_header("Content-Length", "100000")
    ask.end_headers()
    ask.wfile.write(b"{")
    ask.wfile.flush()
    time.sleep(30)


def redirect(ask):
    ask.send(302, "text/plain", b"", {"Location": "http://127.0.0.1:%d/elsewhere" % ask.server.server_port})


def stranger(ask):
    ask.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n")
    ask.close_connection = True


answers = {
    "ok": fine,
    "unauthorized": unauthorized,
    "busy-once": busy_once,
    "busy": limited,
    "busy-long": lambda ask: limited(ask, wait="60"),
    "busy-date": lambda ask: limited(ask, wait="Wed, 21 Oct 2065 07:28:00 GMT"),
    "quota": lambda ask: ask.send_json(429, {"error": {"message": "No credit.", "code": "insufficient_quota"}},
                                       {"Retry-After": "0"}),
    "page": page,
    "empty-error": lambda ask: ask.send(404, "text/plain", b""),
    "string-error": lambda ask: ask.send_json(404, {"error": "model \"nope\" not found, try pulling it first"}),
    "detail-error": lambda ask: ask.send_json(422, {"detail": [{"loc": ["body", "messages"], "msg": "field required"}]}),
    "refusal": lambda ask: ask.send_json(200, completion(None, message={"refusal": "I cannot help with that."})),
    "filtered": lambda ask: ask.send_json(200, completion(None, "content_filter")),
    "truncated": lambda ask: ask.send_json(200, completion("The strongest decision is", "length")),
    "starved": lambda ask: ask.send_json(200, completion("", "length")),
    "not-json": lambda ask: ask.send(200, "application/json", b"Name the pager."),
    "no-choices": lambda ask: ask.send_json(200, {"choices": []}),
    "error-inside": lambda ask: ask.send_json(200, {"error": {"message": "out of memory"}}),
    "web-page": lambda ask: ask.send(200, "text/html", b"<!doctype html><title>Sign in</title>"),
    "wrong-type": lambda ask: ask.send(200, "text/plain", json.dumps(completion("Fine anyway.")).encode()),
    "parts": lambda ask: ask.send_json(200, completion([{"type": "text", "text": "In "}, {"type": "text", "text": "parts."}])),
    "thinking": lambda ask: ask.send_json(200, completion("<think>\nThe key is secret.\n</think>\n\nAfter thought.")),
    "only-thinking": lambda ask: ask.send_json(200, completion("<think>\nNever done", "length")),
    "control": lambda ask: ask.send_json(200, completion("\x1b[2Jred\x1b]0;title\x07 \u202eflow\x00 end".replace("\x00", ""),
                                                         model="mock\x1b[31m\n-2")),
    "echoes-key": lambda ask: ask.send_json(200, completion("You sent " + ask.headers.get("Authorization", "none"))),
    "hides-key": lambda ask: ask.send_json(200, completion(
        "You sent " + "\x01".join(ask.headers.get("Authorization", "none")))),
    "quotes": lambda ask: ask.send_json(200, completion(
        "You said \u201cPSI per placement \u2026 every hour\u201d.\nYou also said \"we shard the feature store by user\".")),
    "read-in-part": lambda ask: ask.send_json(200, completion("Short.", usage={"prompt_tokens": 12})),
    "old-limit": old_limit,
    "dropped-once": dropped_once,
    "cut": cut,
    "huge": huge,
    "silent": silent,
    "dripping": dripping,
    "redirect": redirect,
    "stranger": stranger,
}


class Ask(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        self.json = json.loads(body)
        model = self.json["model"]
        with lock:
            seen[model] = self.times = seen.get(model, 0) + 1
            with open(os.path.join(folder, "requests"), "a") as log:
                log.write(json.dumps({"line": self.requestline, "headers": self.headers.items(), "body": body}) + "\n")
        try:
            answers[model](self)
        except (BrokenPipeError, ConnectionResetError):
            pass

    def do_GET(self):
        with lock, open(os.path.join(folder, "requests"), "a") as log:
            log.write(json.dumps({"line": self.requestline, "headers": self.headers.items(), "body": ""}) + "\n")
        self.send(200, "text/plain", b"")

    def send(self, status, kind, body, headers=()):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in dict(headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def send_json(self, status, value, headers=()):
        self.send(status, "application/json", json.dumps(value).encode(), headers)

    def log_message(self, *words):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *words):
        pass


server = Server(("127.0.0.1", 0), Ask)
with open(os.path.join(folder, "port.new"), "w") as port:
    port.write(str(server.server_port))
os.rename(os.path.join(folder, "port.new"), os.path.join(folder, "port"))
server.serve_forever()

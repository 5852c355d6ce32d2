#!/usr/bin/env python3
"""tsa.py - a time stamping authority on loopback, around `openssl ts -reply`: tsa.py PKI-FOLDER [PORT] prints its port and serves until it
is killed. The path says how it behaves: /tsa is good; for the others see HANDLERS."""
import os, subprocess, sys, tempfile, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PKI = os.path.abspath(sys.argv[1])


def openssl(*words, data=b""):
    return subprocess.run(["openssl", *words], input=data, check=True, capture_output=True, cwd=PKI).stdout


def stamped(query):
    with tempfile.NamedTemporaryFile() as file:
        file.write(query)
        file.flush()
        return openssl("ts", "-reply", "-config", "tsa.cnf", "-queryfile", file.name)


def query(data, *words):
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        return openssl("ts", "-query", "-sha256", "-cert", *words, "-data", file.name)


def forged(request):
    """The right TSTInfo, signed by somebody who is no TSA."""
    with tempfile.TemporaryDirectory() as folder:
        open(folder + "/reply", "wb").write(stamped(request))
        token = openssl("ts", "-reply", "-in", folder + "/reply", "-token_out")
        info = openssl("cms", "-verify", "-noverify", "-inform", "DER", "-binary", data=token)
        cms = openssl("cms", "-sign", "-binary", "-nodetach", "-cades", "-md", "sha256", "-econtent_type", "1.2.840.113549.1.9.16.1.4",
                      "-signer", "organisation.pem", "-inkey", "organisation.key", "-outform", "DER", data=info)
    body = bytes([0x30, 3, 2, 1, 0]) + cms
    return b"\x30\x82" + len(body).to_bytes(2, "big") + body


def refusal():
    words = "không nhận\x1b[31m".encode()
    text = bytes([0x30, len(words) + 2, 0x0C, len(words)]) + words
    status = bytes([2, 1, 2]) + text
    return bytes([0x30, len(status) + 2, 0x30, len(status)]) + status


def flipped(request):
    reply = bytearray(stamped(request))
    reply[-9] ^= 4
    return bytes(reply)


HANDLERS = {
    "/tsa": stamped,
    "/chunked": stamped,
    "/close": stamped,
    "/refuse": lambda request: refusal(),
    "/other": lambda request: stamped(query(b"something else")),
    "/nonce": lambda request: stamped(request[:-11] + bytes([request[-11] ^ 1]) + request[-10:]),
    "/forged": forged,
    "/flipped": flipped,
    "/garbage": lambda request: b"<html>404</html>",
    "/empty": lambda request: b"",
    "/huge": lambda request: b"\x30" * (1024 * 1024 + 1),
    "/slow": lambda request: time.sleep(3) or b"",
}
failures = {}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *words):
        pass

    def do_POST(self):
        request = self.rfile.read(int(self.headers["Content-Length"]))
        self.close_connection = True
        if self.headers["Content-Type"] != "application/timestamp-query":
            return self.send_error(415)
        if self.path == "/redirect":
            self.send_response(302)
            self.send_header("Location", "/tsa")
            self.send_header("Content-Length", "0")
            return self.end_headers()
        if self.path == "/flaky":  # the third try succeeds
            failures[self.path] = failures.get(self.path, 0) + 1
            if failures[self.path] < 3:
                return self.send_error(503)
        elif self.path == "/down":
            return self.send_error(500)
        elif self.path == "/not-http":
            return self.wfile.write(b"220 mail.example ESMTP\r\n")
        elif self.path == "/short":
            return self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nabc")
        elif self.path == "/two-lengths":
            return self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd")
        elif self.path == "/bad-chunk":
            return self.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\nabcd")
        body = HANDLERS.get(self.path, stamped)(request)
        self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        self.send_response(200)
        self.send_header("Content-Type", "application/timestamp-reply")
        if self.path == "/chunked":
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for at in range(0, len(body), 100):
                self.wfile.write(b"%x;a=b\r\n%s\r\n" % (len(body[at:at + 100]), body[at:at + 100]))
            return self.wfile.write(b"0\r\n\r\n")
        if self.path != "/close":
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[2]) if len(sys.argv) > 2 else 0), Handler)
server.daemon_threads = True
server.handle_error = lambda *words: None  # clients that go away early are part of the tests
print(server.server_address[1], flush=True)
server.serve_forever()

"""Opens a page in a headless Chromium and does what a person would do with it.

Usage: browse.py CHROMIUM PAGE < steps.json. Steps are objects with one of: evaluate (an expression), press (a key),
write (text for what has the focus), screen ({width, height, dark}), screenshot (a PNG file), print (a PDF file).
Prints {"problems": [...], "values": [...]}: what the console, exceptions and the browser's log said, and what each
"evaluate" gave. Chromium is spoken to over a pipe, so that no port is opened.
"""

import base64
import json
import os
import subprocess
import sys
import tempfile
import time

DEADLINE = time.monotonic() + 60


class Browser:
    def __init__(self, program, profile):
        read_there, self.write = os.pipe()
        self.read, write_there = os.pipe()
        # The descriptors must be 3 and 4 over there.
        self.process = subprocess.Popen(
            [
                "/bin/sh", "-c", f'exec "$@" 3<&{read_there} 4>&{write_there}', "sh", program, "--headless",
                "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                "--disable-background-networking", "--disable-extensions", f"--user-data-dir={profile}",
                "--remote-debugging-pipe", "about:blank",
            ],
            pass_fds=(read_there, write_there), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True,
        )
        os.close(read_there)
        os.close(write_there)
        self.rest = b""
        self.number = 0
        self.session = None
        self.problems = []
        self.seen = set()

    def message(self):
        while b"\0" not in self.rest:
            if time.monotonic() > DEADLINE:
                sys.exit("browse.py: Chromium took too long")
            part = os.read(self.read, 1 << 20)
            if not part:
                sys.exit("browse.py: Chromium ended")
            self.rest += part
        text, self.rest = self.rest.split(b"\0", 1)
        message = json.loads(text)
        self.note(message)
        return message

    def note(self, message):
        method, params = message.get("method"), message.get("params", {})
        self.seen.add(method)
        if method == "Runtime.exceptionThrown":
            self.problems.append(params["exceptionDetails"].get("text", "exception"))
        elif method == "Runtime.consoleAPICalled":
            self.problems.append("console: " + json.dumps(params.get("args")))
        elif method == "Log.entryAdded":
            self.problems.append("log: " + params["entry"]["text"])
        elif method == "Page.javascriptDialogOpening":
            self.problems.append("dialog: " + params["message"])
        elif method == "Network.requestWillBeSent" and not params["request"]["url"].startswith("file:"):
            self.problems.append("request: " + params["request"]["url"])

    def ask(self, method, **params):
        self.number += 1
        question = {"id": self.number, "method": method, "params": params}
        if self.session:
            question["sessionId"] = self.session
        os.write(self.write, json.dumps(question).encode() + b"\0")
        while True:
            message = self.message()
            if message.get("id") == self.number:
                if "error" in message:
                    sys.exit(f"browse.py: {method}: {message['error']}")
                return message["result"]

    def open(self, page):
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ["Page", "Runtime", "Log", "Network"]:
            self.ask(domain + ".enable")
        self.ask("Page.navigate", url="file://" + os.path.abspath(page))
        while "Page.loadEventFired" not in self.seen:
            self.message()

    def step(self, kind, value):
        if kind == "evaluate":
            result = self.ask("Runtime.evaluate", expression=value, returnByValue=True, awaitPromise=True)
            return [result["result"].get("value", result.get("exceptionDetails", {}).get("text"))]
        if kind == "press":
            text = {"text": value} if len(value) == 1 else {}
            self.ask("Input.dispatchKeyEvent", type="keyDown", key=value, **text)
            self.ask("Input.dispatchKeyEvent", type="keyUp", key=value)
        elif kind == "write":
            self.ask("Input.insertText", text=value)
        elif kind == "screen":
            self.ask(
                "Emulation.setDeviceMetricsOverride", width=value["width"], height=value["height"],
                deviceScaleFactor=1, mobile=value["width"] < 600)
            scheme = {"name": "prefers-color-scheme", "value": "dark" if value.get("dark") else "light"}
            self.ask("Emulation.setEmulatedMedia", features=[scheme])
        elif kind == "screenshot":
            with open(value, "wb") as file:
                file.write(base64.b64decode(self.ask("Page.captureScreenshot")["data"]))
        elif kind == "print":
            with open(value, "wb") as file:
                file.write(base64.b64decode(self.ask("Page.printToPDF", printBackground=True)["data"]))
        else:
            sys.exit("browse.py: no such step: " + kind)
        return []


def main():
    program, page = sys.argv[1:]
    values = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = Browser(program, profile)
        try:
            browser.open(page)
            for step in json.load(sys.stdin):
                for kind, value in step.items():
                    values += browser.step(kind, value)
        finally:
            # Its helpers are in its process group.
            os.killpg(browser.process.pid, 9)
            browser.process.wait()
    json.dump({"problems": browser.problems, "values": values}, sys.stdout)


main()

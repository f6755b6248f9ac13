"""A registry of npm and JSR packages that do nothing, for making the locks beside this file.

    registry.py PORT TARBALL-HOST

Serves the packages below and their archives, the same bytes each time.
"""
import base64, gzip, hashlib, http.server, io, json, sys, tarfile, urllib.parse

PACKAGES = [
    {"name": "leaf", "version": "1.2.0"},
    {"name": "leaf", "version": "1.4.0"},
    {"name": "leaf", "version": "2.0.0-rc.1"},
    {"name": "tool", "version": "3.1.4", "dependencies": {"leaf": "^1.2.0"},
     "optionalDependencies": {"@demo/native": "^2.0.0"}},
    {"name": "@demo/native", "version": "2.0.1", "os": ["darwin", "linux"], "cpu": ["arm64"], "libc": ["glibc"]},
    {"name": "old", "version": "0.9.0", "dependencies": {"leaf": "1.2.0"}, "bundleDependencies": ["leaf"]},
]

# JSR: one module a version.
MODULES = {"@demo/words": ["1.0.3", "1.1.0"]}


def archive(package):
    tape = io.BytesIO()
    with tarfile.open(fileobj=tape, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        def add(path, value):
            data = json.dumps(value).encode()
            entry = tarfile.TarInfo(path)
            entry.size = len(data)
            tar.addfile(entry, io.BytesIO(data))
        add("package/package.json", package)
        for name in package.get("bundleDependencies", []):
            add(f"package/node_modules/{name}/package.json", {"name": name, "version": package["dependencies"][name]})
    return gzip.compress(tape.getvalue(), mtime=0)


class Registry(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        path = urllib.parse.unquote(self.path.split("?")[0]).strip("/")
        if path.endswith(".tgz"):
            found = [archive(p) for p in PACKAGES if path.endswith(self.file(p))]
            return self.answer(found[0] if found else None, "application/octet-stream")
        name = next((name for name in MODULES if path.startswith(name + "/")), None)
        if name:
            return self.answer(self.module(name, path[len(name) + 1:]), "application/json")
        versions = {}
        for package in (p for p in PACKAGES if p["name"] == path):
            data = archive(package)
            sha512 = base64.b64encode(hashlib.sha512(data).digest()).decode()
            versions[package["version"]] = dict(package, dist={
                "tarball": sys.argv[2] + "/" + self.file(package), "shasum": hashlib.sha1(data).hexdigest(),
                "integrity": "sha512-" + sha512})
        stable = [v for v in versions if "-" not in v]
        found = {"name": path, "dist-tags": {"latest": stable[-1]}, "versions": versions} if versions else None
        self.answer(found and json.dumps(found).encode(), "application/json")

    def module(self, name, path):
        source = b"export {};\n"
        if path == "meta.json":
            return json.dumps({"scope": name[1:].split("/")[0], "name": name.split("/")[1], "latest": MODULES[name][-1],
                               "versions": {version: {} for version in MODULES[name]}}).encode()
        if path.endswith("_meta.json"):
            checksum = "sha256-" + hashlib.sha256(source).hexdigest()
            return json.dumps({"exports": {".": "./mod.ts"}, "moduleGraph2": {"/mod.ts": {}},
                               "manifest": {"/mod.ts": {"size": len(source), "checksum": checksum}}}).encode()
        return source if path.endswith("/mod.ts") else None

    def file(self, package):
        name = package["name"]
        return f"{name}/-/{name.split('/')[-1]}-{package['version']}.tgz"

    def answer(self, body, kind):
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body or b"{}")

    def log_message(self, *_):
        pass


http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Registry).serve_forever()

"""Records what poetry says of locks beside edited manifests, and which versions its constraints allow.

Run in this folder by the Python that poetry is installed for.
"""

import json
import os
import tempfile
import tomllib
from pathlib import Path

from poetry.core.constraints.version import Version, parse_constraint
from poetry.packages.locker import Locker

# Manifest, what is replaced and by what.
EDITS = [
    ("legacy", "", ""),
    ("legacy", 'description = "é"', 'description = "e"'),
    ("legacy", "[tool.poetry.dependencies]", "# x\n[tool.poetry.dependencies]"),
    ("legacy", 'version = "0.1.0"', 'version = "0.2.0"'),
    ("legacy", 'click = "^8.0,<8.1"\n', ""),
    ("legacy", 'click = "^8.0,<8.1"', 'click = "^8.0, <8.1"'),
    ("legacy", 'click = "^8.0,<8.1"', 'click = "^9.0"'),
    ("legacy", 'click = "^8.0,<8.1"', 'click = "^8.0,<8.1"\nrequests = "*"'),
    ("legacy", 'python = "^3.8"', 'python = "^3.9"'),
    ("legacy", 'iniconfig = "~1.1"', 'iniconfig = "~2.0"'),
    ("legacy", "[tool.poetry.dev-dependencies]", "[tool.poetry.group.dev.dependencies]"),
    ("legacy", "[tool.poetry.dev-dependencies]", "[tool.poetry.group.test.dependencies]"),
    ("legacy", 'names = ["idna"]', 'names = ["idna", "click"]'),
    ("legacy", 'names = ["idna"]', 'other = ["idna"]'),
    ("legacy", 'lib = { path = "lib" }', 'lib = { path = "lib2" }'),
    ("legacy", 'lib = { path = "lib" }', 'lib = "^1.0"'),
    ("legacy", "sys_platform == 'linux'", "sys_platform == 'darwin'"),
    ("standard", "", ""),
    ("standard", 'version = "1.0"', 'version = "1.1"'),
    ("standard", 'readme = "docs/README.md"\n', ""),
    ("standard", "click (>=8.1,<8.2)", "click (>=8.1, <8.2)"),
    ("standard", "click (>=8.1,<8.2)", "click>=8.2"),
    ("standard", '  "click (>=8.1,<8.2)",\n', ""),
    ("standard", '  "pathspec",', '  "pathspec", "packaging",'),
    ("standard", ">=3.10,<4.0", ">=3.11,<4.0"),
    ("standard", "idna==3.7", "idna==3.6"),
    ("standard", ', { include-group = "lint" }', ""),
    ("standard", 'lint = ["idna==3.7"]', 'lint = ["idna==3.7", "click"]'),
    ("standard", 'fast = ["toolz~=1.0"]', 'fast = ["toolz~=1.0", "six"]'),
    ("standard", 'fast = ["toolz~=1.0"]', 'quick = ["toolz~=1.0"]'),
    ("standard", 'pathspec = { source = "mirror" }\n', ""),
    ("standard", 'path = "lib/local"', 'path = "lib/other"'),
    ("standard", 'url = "https://pypi.org/simple"', 'url = "https://example.org/simple"'),
    ("standard", 'version = ">=1.3", python', 'version = ">=1.4", python'),
    ("standard", "[tool.poetry.group.docs]\noptional = true\n", ""),
    ("standard", 'local = { path = "lib/local", develop = true }', 'local = { git = "https://example.org/local.git", branch = "main" }'),
    ("standard", "package-mode = true", "package-mode = false"),
]

CONSTRAINTS = """
*
^1
^1.2
^1.2.3
^0
^0.2
^0.2.3
^0.0
^0.0.3
^0.0.0.3
^1.0a1
~1
~1.2
~1.2.3
~0.0.1
~=1.2
~=1.2.3
~=0.0.0.5
1.2
=1.2
==1.2
1.*
1.2.*
==1.2.*
!=1.2.*
!=1.2
>1.2
>=1.2
<1.2
<=1.2
>=1,<2
>=1 <2
>= 1.0, < 2.0
>=1,<1.2 || >=1.3
^1 || ^3
^1 | ~2
>=3||<1
x
*.*
>=2.7, !=3.0.*, !=3.1.*
>=1,
^ 1.2
1!1.0
^1!1.2
""".strip().splitlines()

VERSIONS = """
0.0 0.0.0.4 0.0.3 0.0.5 0.1 0.2 0.2.4 0.3 1.0a1 1.0rc1 1.0 1.1.9 1.2a1 1.2 1.2.0 1.2.3 1.2.9 1.2.post1 1.3 1.3.1 1.9 2.0.dev1
2.0a1 2.0 2.1 2.7 3.0 3.0.5 3.1 3.2 3.9 1!1.0 1!1.2 1!2.0
""".split()

def is_fresh(lock, manifest):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "poetry.lock"
        path.write_bytes(lock)
        return Locker(path, tomllib.loads(manifest)).is_fresh()


results = []
for name in sorted(os.listdir("locks")):
    lock = Path("locks", name, "poetry.lock").read_bytes()
    for case, old, new in EDITS:
        if not name.startswith(case):
            continue
        text = Path(case, "pyproject.toml").read_text()
        assert old in text, (case, old)
        fresh = is_fresh(lock, text.replace(old, new, 1))
        results.append({"lock": name, "case": case, "old": old, "new": new, "fresh": fresh})
with open("verdicts.json", "w") as file:
    json.dump(results, file, indent=1, ensure_ascii=False)
    file.write("\n")

with open("constraints.txt", "w") as file:
    print("\t".join(VERSIONS), file=file)
    for text in CONSTRAINTS:
        constraint = parse_constraint(text)
        allowed = "".join("1" if constraint.allows(Version.parse(v)) else "0" for v in VERSIONS)
        print(allowed, text, sep="\t", file=file)

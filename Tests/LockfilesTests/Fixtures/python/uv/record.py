"""Records what `uv lock --check` says of edited manifests; run in this folder with uv on the path."""

import json
import os
import re
import shutil
import subprocess
import tempfile

P = "pyproject.toml"
CORE = "packages/core/pyproject.toml"
TOOLS = "packages/tools/pyproject.toml"
# Case, file, what is replaced and by what.
EDITS = [
    ("workspace", P, "", ""),
    # Spelling.
    ("workspace", P, "Shop.Front", "shop_front"),
    ("workspace", P, "idna >=3.4, <4", "IDNA<4.0,>=3.4"),
    ("workspace", P, "idna >=3.4, <4", "idna (>=3.4.0,<4)"),
    ("workspace", P, "core[fast]", "core [ Fast ]"),
    ("workspace", P, "python_version < '3.13'", "'3.13' > python_version"),
    ("workspace", P, "python_version < '3.13'", "python_full_version < '3.13.0'"),
    ("workspace", P, "python_version < '3.13'", "python_version <= '3.12' and python_version >= '3.8'"),
    ("workspace", P, "python_version < '3.13'", "python_version != '3.13' and python_version < '3.14'"),
    ("workspace", P, "platform_system == 'Windows'", "sys_platform == 'win32'"),
    ("workspace", P, "platform_system == 'Windows'", "os_name == 'nt'"),
    ("workspace", P, "python_version < '3.11' and sys_platform != 'win32'", "sys_platform != 'win32' and (python_version < '3.11')"),
    ("workspace", P, "python_version < '3.11' and sys_platform != 'win32'", "not_a_variable == 'x'"),
    ("workspace", P, '"All.Extras"', "all_extras"),
    ("workspace", P, "shop-front[cli]", "Shop_Front[CLI]"),
    ("workspace", P, 'readme = "README.md"', 'description = "x"'),
    ("workspace", P, "hatchling.build", "hatchling.build2"),
    # Requirements.
    ("workspace", P, '  "tiny",\n', ""),
    ("workspace", P, '  "tiny",', '  "tiny", "zipp",'),
    ("workspace", P, "idna >=3.4, <4", "idna>=3.5,<4"),
    ("workspace", P, "core[fast]", "core"),
    ("workspace", P, "python_version < '3.13'", "python_version < '3.14'"),
    ("workspace", P, "python_version < '3.13'", "python_version <= '3.13'"),
    ("workspace", P, '"click"]', '"click>1"]'),
    ("workspace", P, 'cli = [', 'more = []\ncli = ['),
    ("workspace", P, 'version = "1.0"', 'version = "1.0.0"'),
    ("workspace", P, 'version = "1.0"', 'version = "1.1"'),
    ("workspace", P, 'version = "1.0"', 'dynamic = ["version"]'),
    ("workspace", P, 'name = "Shop.Front"', 'name = "shop"'),
    # Groups.
    ("workspace", P, 'test = ["iniconfig==2.0.0", { include-group = "lint" }]', 'test = ["pathspec~=0.12.1 ; python_version>=\'3.10\'", "iniconfig==2.0.0"]'),
    ("workspace", P, 'empty = []\n', ""),
    ("workspace", P, 'empty = []', 'other = []\nempty = []'),
    ("workspace", P, 'empty = []', 'empty = ["six"]'),
    ("workspace", P, ', { include-group = "lint" }', ""),
    ("workspace", P, 'lint = { requires-python = ">=3.10" }', 'lint = { requires-python = ">=3.11" }'),
    ("workspace", TOOLS, '[tool.uv]\ndev-dependencies = ["toml==0.10.2"]', '[dependency-groups]\ndev = ["toml==0.10.2"]'),
    ("workspace", TOOLS, "toml==0.10.2", "toml==0.10.1"),
    # Pythons.
    ("workspace", P, 'requires-python = ">=3.9"', 'requires-python = ">=3.9.0"'),
    ("workspace", P, 'requires-python = ">=3.9"', 'requires-python = ">=3.9,!=3.9.0"'),
    ("workspace", P, 'requires-python = ">=3.9"', 'requires-python = ">=3.9,!=3.11.*"'),
    ("workspace", P, 'requires-python = ">=3.9"', 'requires-python = ">=3.8"'),
    ("workspace", P, 'requires-python = ">=3.9"', 'requires-python = ">=3.10"'),
    ("workspace", P, 'requires-python = ">=3.9"', 'requires-python = "~=3.9"'),
    ("workspace", P, 'requires-python = ">=3.9"\n', ""),
    ("workspace", CORE, '>=3.9,<4', '>=3.9'),
    ("workspace", CORE, '>=3.9,<4', '>=3.7,<4.0'),
    # Members.
    ("workspace", P, 'exclude = ["packages/old"]', "exclude = []"),
    ("workspace", P, 'exclude = ["packages/old"]', 'exclude = ["*/old"]'),
    ("workspace", P, 'exclude = ["packages/old"]', 'exclude = ["packages/t*", "packages/old"]'),
    ("workspace", P, 'members = ["packages/*"]', 'members = ["packages/core", "./packages/tools/", "packages/old"]'),
    ("workspace", P, 'members = ["packages/*"]', 'members = ["**/core", "pack*/[t]ools"]'),
    ("workspace", TOOLS, 'name = "tools"', 'name = "tool"'),
    ("workspace", TOOLS, "[tool.uv]\n", "[tool.uv]\nmanaged = false\n"),
    ("workspace", TOOLS, "[tool.uv]\n", "[tool.uv]\npackage = true\n"),
    ("workspace", TOOLS, "[tool.uv]\n", "[tool.uv]\npackage = false\n"),
    ("workspace", TOOLS, "[tool.uv]\n", '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n[tool.uv]\n'),
    ("workspace", CORE, '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n', ""),
    ("workspace", P, "core = { workspace = true }", "core = { workspace = true, editable = false }"),
    ("workspace", P, "core = { workspace = true }", "core = { workspace = true, editable = true }"),
    ("workspace", CORE, "toolz>=0.11,!=0.12.0", "toolz!=0.12,>=0.11"),
    ("workspace", CORE, "toolz>=0.11,!=0.12.0", "toolz>=0.11"),
    # Sources.
    ("workspace", P, 'local-lib = { path = "libs/local-lib", editable = true }', 'local-lib = { path = "./libs/../libs/local-lib/", editable = true }'),
    ("workspace", P, 'local-lib = { path = "libs/local-lib", editable = true }', 'local-lib = { path = "libs/local-lib" }'),
    ("workspace", P, 'local-lib = { path = "libs/local-lib", editable = true }', 'local-lib = { path = "libs/local-lib", package = false }'),
    ("workspace", P, "local-lib = {", "Local_Lib = {"),
    ("workspace", P, 'marker = "sys_platform == \'linux\'"', 'marker = "platform_system == \'Linux\'"'),
    ("workspace", P, 'marker = "sys_platform == \'linux\'"', 'marker = "sys_platform != \'linux\'"'),
    ("workspace", P, 'marker = "sys_platform == \'linux\'"', 'extra = "cli"'),
    ("workspace", P, 'idna = [{ index = "second", marker = "sys_platform == \'linux\'" }]\n', ""),
    ("workspace", P, 'url = "https://pypi.org/simple/"', 'url = "https://pypi.org/simple"'),
    ("workspace", P, 'url = "https://pypi.org/simple/"', 'url = "https://user:secret@pypi.org/simple/"'),
    ("workspace", P, 'name = "second"', 'name = "third"'),
    ("workspace", P, "explicit = true", "default = true"),
    ("workspace", P, "[[tool.uv.index]]", '[[tool.uv.index]]\nurl = "https://pypi.org/simple/x/../"\n\n[[tool.uv.index]]'),
    ("workspace", "libs/local-lib/pyproject.toml", 'version = "3.1"', 'version = "3.2"'),
    ("workspace", "libs/local-lib/pyproject.toml", '"six"', '"six>1"'),
    # What counts for all.
    ("workspace", P, 'constraint-dependencies = ["click<8.2"]', 'constraint-dependencies = ["Click < 8.2.0"]'),
    ("workspace", P, 'constraint-dependencies = ["click<8.2"]', 'constraint-dependencies = ["click<8.3"]'),
    ("workspace", P, 'constraint-dependencies = ["click<8.2"]\n', ""),
    ("workspace", P, "zipp==3.20.2", "zipp==3.20.1"),
    ("workspace", P, 'build-constraint-dependencies = ["hatchling<2"]', 'build-constraint-dependencies = ["hatchling<3"]'),
    ("workspace", P, "override-dependencies", 'exclude-dependencies = ["six"]\noverride-dependencies'),
    ("workspace", P, "override-dependencies", 'resolution = "lowest"\noverride-dependencies'),
    ("workspace", P, "override-dependencies", 'resolution = "highest"\noverride-dependencies'),
    ("workspace", P, "override-dependencies", 'prerelease = "disallow"\noverride-dependencies'),
    ("workspace", P, "override-dependencies", 'fork-strategy = "fewest"\noverride-dependencies'),
    ("workspace", P, "override-dependencies", 'environments = ["sys_platform == \'linux\'"]\noverride-dependencies'),
    ("workspace", P, "override-dependencies", 'exclude-newer = "2026-11-01T00:00:00Z"\noverride-dependencies'),
    ("workspace", P, "override-dependencies", 'package = true\noverride-dependencies'),
    ("workspace", P, "override-dependencies", 'no-sources = true\noverride-dependencies'),
    ("workspace", P, "override-dependencies", 'find-links = ["wheels"]\noverride-dependencies'),
    ("forks", P, "", ""),
    ("forks", P, ">=3.10,!=3.10.0,<3.14", ">3.10.0,<3.14"),
    ("forks", P, ">=3.10,!=3.10.0,<3.14", ">3.10.0,<3.14.0,!=3.12.*"),
    ("forks", P, ">=3.10,!=3.10.0,<3.14", ">=3.10,<3.14"),
    ("forks", P, '["sys_platform == \'linux\'", "sys_platform == \'darwin\'"]', '["platform_system == \'Linux\'", "platform_system == \'Darwin\'"]'),
    ("forks", P, '["sys_platform == \'linux\'", "sys_platform == \'darwin\'"]', '["sys_platform == \'darwin\'", "sys_platform == \'linux\'"]'),
    ("forks", P, '["sys_platform == \'linux\'", "sys_platform == \'darwin\'"]', '"sys_platform == \'linux\'"'),
    ("forks", P, "aarch64", "x86_64"),
    ("forks", P, '{ extra = "one" }, { extra = "two" }', '{ extra = "two" }, { extra = "one" }'),
    ("forks", P, '{ extra = "one" }, { extra = "two" }', '{ extra = "one" }, { group = "dev" }'),
    ("forks", P, '{ extra = "one" }, { extra = "two" }', '{ extra = "one", package = "forks" }, { extra = "two" }'),
    ("forks", P, 'resolution = "lowest-direct"', 'resolution = "lowest"'),
    ("forks", P, 'prerelease = "allow"\n', ""),
    ("forks", P, "2025-01-02T00:00:00Z", "2025-01-02T00:00:00.000Z"),
    ("forks", P, "2025-01-02T00:00:00Z", "2025-01-02T01:00:00+01:00"),
    ("forks", P, "2025-01-02T00:00:00Z", "2025-01-02T00:00:01Z"),
    ("forks", P, "2025-01-02T00:00:00Z", "2025-01-01"),
    ("forks", P, "2025-01-02T00:00:00Z", "2025-01-03"),
    ("forks", P, "2025-01-02T00:00:00Z", "30 days"),
    ("forks", P, 'exclude-newer = "2025-01-02T00:00:00Z"\n', ""),
    ("forks", P, "implementation_name == 'cpython'", "platform_python_implementation == 'CPython'"),
    ("forks", "uv.toml", None, 'resolution = "lowest-direct"\nprerelease = "allow"\nexclude-newer = "2025-01-02T00:00:00Z"\n'),
    ("forks", "uv.toml", None, 'resolution = "highest"\nprerelease = "allow"\nexclude-newer = "2025-01-02T00:00:00Z"\n'),
    ("dynamic", P, "", ""),
    ("dynamic", P, 'dynamic = ["version"]', 'version = "1.0"'),
    ("dynamic", P, '"idna", ', ""),
    ("dynamic", P, '"dynamic[extra]"', '"sniffio"'),
    ("dynamic", P, 'dependencies =', 'requires-python = ">=3.12"\ndependencies ='),
    ("virtual", P, "", ""),
    ("virtual", P, "idna>=3", "idna>=3.1"),
    ("virtual", P, 'dev-dependencies = ["packaging"]\n', ""),
    ("virtual", P, 'exclude-dependencies = ["six"]', 'exclude-dependencies = ["Six"]'),
    ("virtual", P, 'exclude-dependencies = ["six"]', 'exclude-dependencies = ["attrs"]'),
    ("virtual", P, '"idna", "sniffio >=1 ; extra == \'x\'"', '"sniffio>=1;extra==\'x\'", "idna"'),
    ("virtual", P, 'requires-dist = ["idna", ', 'requires-dist = ['),
    ("virtual", P, "[dependency-groups]", '[project]\nname = "root"\nversion = "1"\n\n[dependency-groups]'),
    ("virtual", "services/web/pyproject.toml", ">=3.11,<3.14", ">=3.11,<3.15"),
    ("virtual", "services/web/pyproject.toml", "packaging>20", "packaging>21"),
    ("virtual", "services/api/pyproject.toml", '"web", ', ""),
    ("virtual", "services/new/pyproject.toml", None, '[project]\nname = "new"\nversion = "1"\n'),
    ("script", "tool.py", "", ""),
    ("script", "tool.py", "idna>=3", "idna>=3.0"),
    ("script", "tool.py", "idna>=3", "idna>=3.1"),
    ("script", "tool.py", ">=3.10", ">=3.11"),
    ("script", "tool.py", "idna<4", "idna<5"),
    ("script", "tool.py", 'print("x")', 'print("y")'),
    ("script", "tool.py", '#   "idna>=3",', '#   "idna>=3", "six",'),
]


def verdict(case, file, old, new):
    with tempfile.TemporaryDirectory() as folder:
        copy = os.path.join(folder, case)
        shutil.copytree(case, copy)
        path = os.path.join(copy, file)
        if old is None:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            text = new
        else:
            with open(path) as f:
                before = f.read()
            assert old in before, (case, file, old)
            text = before.replace(old, new, 1)
        with open(path, "w") as f:
            f.write(text)
        command = ["uv", "lock", "--check", "-v"]
        if case == "script":
            command += ["--script", "tool.py"]
        run = subprocess.run(command, cwd=copy, capture_output=True, text=True)
        found = re.search(r"(?:Resolving despite|Ignoring) existing lockfile due to ([^\n]*)", run.stderr)
        if run.returncode == 0:
            return "fresh", found and found.group(1)
        if "needs to be updated" in run.stderr:
            return "stale", found and found.group(1)
        return "error", run.stderr.strip().splitlines()[-1]


results = []
for case, file, old, new in EDITS:
    outcome, reason = verdict(case, file, old, new)
    results.append({"case": case, "file": file, "old": old, "new": new, "verdict": outcome, "reason": reason})
with open("verdicts.json", "w") as f:
    json.dump(results, f, indent=1)
    f.write("\n")

exports = {}
for case in ["workspace", "forks", "dynamic", "virtual", "script"]:
    command = ["uv", "export", "--frozen", "--no-hashes", "--no-annotate", "--no-header"]
    command += ["--script", "tool.py"] if case == "script" else ["--all-extras", "--all-groups", "--all-packages", "--no-emit-local"]
    run = subprocess.run(command, cwd=case, capture_output=True, text=True, check=True)
    exports[case] = run.stdout.splitlines()
with open("exports.json", "w") as f:
    json.dump(exports, f, indent=1)
    f.write("\n")

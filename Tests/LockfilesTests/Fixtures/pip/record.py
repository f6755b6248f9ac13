"""Compiles each case anew after each edit, keeping the pins that still fit, and writes into edits.json whether the
pins stayed what they were.

usage: record.py path/to/bin [--lock]
"""
import json, os, pathlib, shutil, subprocess, sys, tempfile

here = pathlib.Path(__file__).parent
binaries = pathlib.Path(sys.argv[1])
environment = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
environment["PIP_CONFIG_FILE"] = os.devnull
cases = {
    "pip-tools": ("requirements/main.txt", ["pip-compile", "-q", "--generate-hashes", "--no-strip-extras",
        "-o", "requirements/main.txt", "requirements/main.in"]),
    "uv": ("requirements.txt", ["uv", "pip", "compile", "-q", "--universal", "--generate-hashes", "-c", "limits.txt",
        "--override", "overrides.txt", "-o", "requirements.txt", "requirements.in"]),
    "uv-pylock": ("pylock.toml", ["uv", "pip", "compile", "-q", "--universal", "--extra", "web", "--group", "dev",
        "-o", "pylock.toml", "pyproject.toml"]),
}


def compiled(folder, case):
    name, command = cases[case]
    result = subprocess.run([binaries / command[0], *command[1:]], cwd=folder, env=environment,
        capture_output=True, text=True)
    return (folder / name).read_text() if result.returncode == 0 else None


def pins(text):
    return text and [line for line in text.splitlines() if not line.lstrip().startswith("#")]


if "--lock" in sys.argv:
    for case, (name, command) in cases.items():
        with tempfile.TemporaryDirectory() as work:
            folder = pathlib.Path(work) / case
            shutil.copytree(here / case, folder)
            (folder / name).unlink(missing_ok=True)
            (here / case / name).write_text(compiled(folder, case))

edits = json.loads((here / "edits.json").read_text())
for edit in edits:
    with tempfile.TemporaryDirectory() as work:
        folder = pathlib.Path(work) / edit["case"]
        shutil.copytree(here / edit["case"], folder)
        path = folder / edit["file"]
        text = path.read_text()
        assert edit["old"] in text, edit
        path.write_text(text.replace(edit["old"], edit["new"]))
        name = cases[edit["case"]][0]
        before = (here / edit["case"] / name).read_text()
        edit["fresh"] = pins(compiled(folder, edit["case"])) == pins(before)
lines = ",\n".join("  " + json.dumps(edit) for edit in edits)
(here / "edits.json").write_text("[\n" + lines + "\n]\n")

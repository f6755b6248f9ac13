"""Asks pdm whether each lock is fresh after each edit, and writes its answers into edits.json.

usage: record.py path/to/pdm [--lock]
"""
import json, os, pathlib, shutil, subprocess, sys, tempfile

here = pathlib.Path(__file__).parent
pdm = sys.argv[1]
environment = {**os.environ, "PDM_CHECK_UPDATE": "0"}


def run(folder, *arguments):
    return subprocess.run([pdm, *arguments], cwd=folder, env=environment, capture_output=True, text=True)


def copied(case, work):
    shutil.copytree(here / case, work / case)
    return work / case


if "--lock" in sys.argv:
    for case, options in {"groups": [], "workspace": [], "inputs": [], "pylock": [], "static": ["-S", "static_urls"]}.items():
        with tempfile.TemporaryDirectory() as work:
            folder = copied(case, pathlib.Path(work))
            name = "pylock.toml" if case == "pylock" else "pdm.lock"
            (folder / name).unlink(missing_ok=True)
            result = run(folder, "lock", "-G", ":all", *options)
            if result.returncode:
                sys.exit(result.stderr)
            shutil.copy(folder / name, here / case / name)

edits = json.loads((here / "edits.json").read_text())
for edit in edits:
    with tempfile.TemporaryDirectory() as work:
        folder = copied(edit["case"], pathlib.Path(work))
        path = folder / edit["file"]
        text = path.read_text()
        assert edit["old"] in text, edit
        path.write_text(text.replace(edit["old"], edit["new"]))
        edit["fresh"] = run(folder, "lock", "--check").returncode == 0
lines = ",\n".join("  " + json.dumps(edit) for edit in edits)
(here / "edits.json").write_text("[\n" + lines + "\n]\n")

"""Asks pipenv whether the lock is fresh after each edit, and writes its answers into edits.json.

usage: record.py path/to/pipenv [--lock]
"""
import json, os, pathlib, shutil, subprocess, sys, tempfile

here = pathlib.Path(__file__).parent
environment = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
environment.update({"PIPENV_IGNORE_VIRTUALENVS": "1", "PIPENV_VENV_IN_PROJECT": "1", "PIP_CONFIG_FILE": os.devnull})


def run(folder, *arguments):
    return subprocess.run([sys.argv[1], *arguments], cwd=folder, env=environment, capture_output=True, text=True)


if "--lock" in sys.argv:
    with tempfile.TemporaryDirectory() as work:
        folder = pathlib.Path(work) / "project"
        shutil.copytree(here / "project", folder)
        (folder / "Pipfile.lock").unlink(missing_ok=True)
        result = run(folder, "lock", "--categories", "packages dev-packages docs")
        if result.returncode:
            sys.exit(result.stderr)
        shutil.copy(folder / "Pipfile.lock", here / "project" / "Pipfile.lock")

edits = json.loads((here / "edits.json").read_text())
for edit in edits:
    with tempfile.TemporaryDirectory() as work:
        folder = pathlib.Path(work) / edit["case"]
        shutil.copytree(here / edit["case"], folder)
        path = folder / edit["file"]
        text = path.read_text()
        assert edit["old"] in text, edit
        path.write_text(text.replace(edit["old"], edit["new"]))
        edit["fresh"] = run(folder, "verify").returncode == 0
lines = ",\n".join("  " + json.dumps(edit) for edit in edits)
(here / "edits.json").write_text("[\n" + lines + "\n]\n")

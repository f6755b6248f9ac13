"""Asks PyPI's packaging about base.toml after each mutation, and writes its answers into verdicts.json.

usage: python record.py
"""
import json, pathlib, tomllib
from packaging.pylock import Pylock

here = pathlib.Path(__file__).parent
base = (here / "base.toml").read_text()
verdicts = []
for old, new in json.loads((here / "mutations.json").read_text()):
    assert old in base, old
    text = base.replace(old, new)
    try:
        text = tomllib.loads(text)
        Pylock.from_dict(text)
        error = None
    except Exception as failure:
        error = f"{type(failure).__name__}: {failure}"
    verdicts.append({"old": old, "new": new, "error": error})
lines = ",\n".join("  " + json.dumps(verdict) for verdict in verdicts)
(here / "verdicts.json").write_text("[\n" + lines + "\n]\n")

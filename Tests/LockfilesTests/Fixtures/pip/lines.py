"""Asks pip what it makes of each line in lines.json, beside folders `x` and `x/y` with a setup.py, and writes its
answers there.

usage: python lines.py lines.json, in an environment with the pip to be asked
"""
import json, os, pathlib, sys, tempfile
from pip._internal.network.session import PipSession
from pip._internal.req.constructors import install_req_from_parsed_requirement
from pip._internal.req.req_file import parse_requirements


def requirement(parsed):
    made = install_req_from_parsed_requirement(parsed)
    return {
        "name": made.req.name if made.req else None,
        "spec": str(made.req.specifier) if made.req else "",
        "extras": sorted(made.extras),
        "marker": str(made.markers) if made.markers else None,
        "hashes": sum(map(len, made.hash_options.values())),
        "editable": made.editable,
    }


def answer(line):
    with tempfile.TemporaryDirectory() as work:
        folder = pathlib.Path(work)
        (folder / "x" / "y").mkdir(parents=True)
        for place in (folder, folder / "x", folder / "x" / "y"):
            (place / "setup.py").touch()
        (folder / "requirements.txt").write_text(line + "\n")
        os.chdir(folder)
        try:
            read = parse_requirements(str(folder / "requirements.txt"), session=PipSession())
            return {"line": line, "requirements": [requirement(parsed) for parsed in read]}
        except Exception:
            return {"line": line}
        finally:
            os.chdir("/")


path = pathlib.Path(sys.argv[1]).resolve()
answers = [answer(entry["line"]) for entry in json.loads(path.read_text())]
path.write_text("[\n" + ",\n".join("  " + json.dumps(entry) for entry in answers) + "\n]\n")

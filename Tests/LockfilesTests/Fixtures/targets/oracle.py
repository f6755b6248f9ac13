"""Answers what PyPI's `packaging` says about targets: a JSON list of questions on standard input, as many answers on
standard output.

A target is {"python": [3, 11, 4], "system": "linux", "version": ["glibc", 31], "processor": "aarch64"}.
"""

import json
import sys

import packaging._manylinux as manylinux
import packaging._musllinux as musllinux
from packaging import tags
from packaging.markers import InvalidMarker, Marker, UndefinedComparison, UndefinedEnvironmentName
from packaging.utils import InvalidWheelFilename, parse_wheel_filename

WITH_MANYLINUX = {"x86_64", "i686", "aarch64", "armv7l", "ppc64le", "s390x", "riscv64"}
MACHINES = {
    ("macos", "aarch64"): "arm64",
    ("windows", "aarch64"): "ARM64",
    ("windows", "x86_64"): "AMD64",
    ("windows", "i686"): "x86",
}


def platforms(target):
    processor, version = target["processor"], target["version"]
    if target["system"] == "macos":
        return list(tags.mac_platforms(tuple(version), {"aarch64": "arm64"}.get(processor, processor)))
    if target["system"] == "windows":
        return [{"i686": "win32", "aarch64": "win_arm64"}.get(processor, "win_amd64")]
    library, minor = version
    manylinux._get_glibc_version = lambda: (2, minor)
    manylinux._have_compatible_abi = lambda executable, processors: processors[0] in WITH_MANYLINUX
    musllinux._get_musl_version = lambda executable: musllinux._MuslVersion(1, minor)
    module = manylinux if library == "glibc" else musllinux
    return list(module.platform_tags([processor])) + ["linux_" + processor]


def all_tags(target):
    version = tuple(target["python"][:2])
    name = "cp%d%d" % version
    abi = name + ("m" if version < (3, 8) else "")
    there = platforms(target)
    return list(tags.cpython_tags(version, [abi], there)) + list(tags.compatible_tags(version, name, there))


def wheels(question):
    """For each list of names the best ones, which are several when nothing tells them apart."""
    ranks = {}
    for rank, tag in enumerate(all_tags(question["target"])):
        ranks.setdefault(tag, rank)
    return [best_wheels(ranks, names) for names in question["lists"]]


def best_wheels(ranks, names):
    best = None
    for name in names:
        try:
            _, _, build, found = parse_wheel_filename(name)
        except InvalidWheelFilename:
            continue
        found = [ranks[tag] for tag in found if tag in ranks]
        if found:
            key = (-min(found), build)
            if best is None or key > best[0]:
                best = (key, [name])
            elif key == best[0]:
                best[1].append(name)
    return sorted(best[1]) if best else []


def environment(target, patch, unknown):
    major, minor = target["python"][:2]
    version = "%d.%d.%d" % (major, minor, patch)
    system = target["system"]
    return {
        "implementation_name": "cpython",
        "implementation_version": version,
        "os_name": "nt" if system == "windows" else "posix",
        "platform_machine": MACHINES.get((system, target["processor"]), target["processor"]),
        "platform_python_implementation": "CPython",
        "platform_release": unknown,
        "platform_system": {"linux": "Linux", "macos": "Darwin", "windows": "Windows"}[system],
        "platform_version": unknown,
        "python_full_version": version,
        "python_version": "%d.%d" % (major, minor),
        "sys_platform": {"linux": "linux", "macos": "darwin", "windows": "win32"}[system],
        "extra": unknown,
    }


def markers(question):
    """For each marker the set of results for all patches and all values of what is unknown; an error is null."""
    target = question["target"]
    patches = target["python"][2:] or list(range(0, 15))
    answers = []
    for text in question["markers"]:
        try:
            marker = Marker(text)
        except InvalidMarker:
            answers.append(["invalid"])
            continue
        results = set()
        for patch in patches:
            for unknown in question["unknown"]:
                try:
                    results.add(marker.evaluate(environment(target, patch, unknown)))
                except (KeyError, UndefinedComparison, UndefinedEnvironmentName):
                    results.add(None)
        answers.append(sorted(results, key=str))
    return answers


def answer(question):
    asked = question["ask"]
    if asked == "tags":
        return [str(tag) for tag in all_tags(question["target"])]
    if asked == "platforms":
        return platforms(question["target"])
    if asked == "wheels":
        return wheels(question)
    return markers(question)


json.dump([answer(question) for question in json.load(sys.stdin)], sys.stdout)

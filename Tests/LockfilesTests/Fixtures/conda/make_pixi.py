"""Writes a pixi.lock with py-rattler, the library that pixi itself writes locks with.

    python make_pixi.py FOLDER

Nothing is fetched: the records are invented, and so are their hashes.
"""

import hashlib
import inspect
import pathlib
import sys

import rattler
from rattler import Channel, PackageRecord, Platform, RepoDataRecord
from rattler.lock import Environment, LockFile

CHANNEL = "https://conda.anaconda.org/conda-forge/"
PACKAGES = {
    "linux-64": [("alpha", "1.2.3", "h0_1", "linux-64", ["beta >=0.4"]), ("beta", "0.4", "pyh1_0", "noarch", [])],
    "osx-arm64": [("alpha", "1.2.3", "h2_1", "osx-arm64", ["beta >=0.4"]), ("beta", "0.4", "pyh1_0", "noarch", [])],
}


def record(name, version, build, subdir, depends):
    file = f"{name}-{version}-{build}.conda"
    string = rattler.BuildString(build) if hasattr(rattler, "BuildString") else build
    package = PackageRecord(
        name, version, string, int(build.rsplit("_", 1)[1]), subdir, None, None, depends=depends,
        noarch="python" if subdir == "noarch" else None,
        sha256=hashlib.sha256(file.encode()).digest(), md5=hashlib.md5(file.encode()).digest(), license="MIT",
    )
    return RepoDataRecord(package, file, f"{CHANNEL}{subdir}/{file}", CHANNEL)


def write(path):
    records = {platform: [record(*package) for package in packages] for platform, packages in PACKAGES.items()}
    if hasattr(LockFile, "add_conda_package"):
        from rattler.lock import LockChannel, LockPlatform

        lock = LockFile([LockPlatform(platform) for platform in records])
        lock.set_channels("default", [LockChannel(CHANNEL)])
        for platform, items in records.items():
            for item in items:
                lock.add_conda_package("default", LockPlatform(platform), item)
    else:
        platforms = {Platform(platform): items for platform, items in records.items()}
        parameters = inspect.signature(Environment.__init__).parameters
        channels = [[Channel(CHANNEL)]] if "channels" in parameters else []
        lock = LockFile({"default": Environment("default", platforms, *channels)})
    lock.to_path(path)


write(pathlib.Path(sys.argv[1]) / "pixi.lock")

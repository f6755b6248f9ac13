"""Writes a conda-lock.yml with conda-lock's own classes, and what `conda-lock render` makes of it.

    python make_conda_lock.py FOLDER

Nothing is solved or fetched: the packages are invented, and so are their hashes. The content hashes are those that
conda-lock computes of FOLDER/environment.yml.
"""

import hashlib
import os
import pathlib
import subprocess
import sys
import tempfile

from conda_lock.conda_lock import make_lock_spec
from conda_lock.content_hash import compute_content_hashes
from conda_lock.lockfile import write_conda_lock_file
from conda_lock.lockfile.v2prelim.models import (
    HashModel, InputMeta, LockedDependency, Lockfile, LockMeta, MetadataOption,
)
from conda_lock.virtual_package import default_virtual_package_repodata

CHANNEL = "https://conda.anaconda.org/conda-forge"
CONDA = [
    ("alpha", "1.2.3", "h0_1", "linux-64", "linux-64", {"beta": ">=0.4"}),
    ("alpha", "1.2.3", "h2_1", "osx-arm64", "osx-arm64", {"beta": ">=0.4"}),
    ("beta", "0.4", "pyh1_0", "linux-64", "noarch", {}),
    ("beta", "0.4", "pyh1_0", "osx-arm64", "noarch", {}),
    ("epsilon", "3.1", "h5_0", "linux-64", "linux-64", {}),
    ("pip", "24.0", "pyh2_0", "linux-64", "noarch", {}),
    ("pip", "24.0", "pyh2_0", "osx-arm64", "noarch", {}),
]
WHEEL = "https://files.pythonhosted.org/packages/00/11/delta-2.0-py3-none-any.whl"


def hashes(text, *algorithms):
    return HashModel(**{name: hashlib.new(name, text.encode()).hexdigest() for name in algorithms})


def packages():
    for name, version, build, platform, subdir, depends in CONDA:
        url = f"{CHANNEL}/{subdir}/{name}-{version}-{build}.conda"
        yield LockedDependency(
            name=name, version=version, manager="conda", platform=platform, dependencies=depends, url=url,
            hash=hashes(url, "md5", "sha256"), categories={"main"},
        )
    for platform in ["linux-64", "osx-arm64"]:
        yield LockedDependency(
            name="delta", version="2.0", manager="pip", platform=platform, url=WHEEL, hash=hashes(WHEEL, "sha256"),
            categories={"main"},
        )


os.chdir(sys.argv[1])
# Which names of PyPI and conda belong together: none, and nothing to download.
mapping = pathlib.Path(tempfile.mkdtemp()) / "mapping.json"
mapping.write_text("{}")
source = pathlib.Path("environment.yml")
options = {MetadataOption.InputMd5, MetadataOption.InputSha}
specification = make_lock_spec(
    src_files=[source], mapping_url=f"file://{mapping}", pip_repository_overrides=None, platform_overrides=None,
    channel_overrides=None, filtered_categories=None,
)
lock = Lockfile(
    package=list(packages()),
    metadata=LockMeta(
        content_hash=compute_content_hashes(specification, default_virtual_package_repodata()),
        channels=specification.channels, platforms=specification.platforms, sources=[str(source)],
        inputs_metadata={str(source): InputMeta.create(options, source)} if "--inputs" in sys.argv else None,
    ),
)
write_conda_lock_file(lock, pathlib.Path("conda-lock.yml"), metadata_choices=None)
for kind in ["explicit", "env"]:
    subprocess.run(["conda-lock", "render", "-k", kind, "-p", "linux-64", "conda-lock.yml"], check=True)

"""Records what PyPI's `packaging` says of versions and specifiers; run in this folder."""

import itertools

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import InvalidVersion, Version

VERSIONS = """
1.0 1.0.0 v1.0 1 1.0.dev0 1.0.dev 1.0.dev456 1.0a1 1.0-alpha.1 1.0ALPHA1 1.0a 1.0a2.dev456 1.0a12.dev456 1.0a12
1.0b1.dev456 1.0b2 1.0b2.post345.dev456 1.0b2.post345 1.0b2-346 1.0c1.dev456 1.0c1 1.0rc2 1.0-preview_2 1.0pre3
1.0c3 1.0+abc.5 1.0+abc.7 1.0+5 1.0+ABC-5 1.0+ubuntu_1 1.0.post456.dev34 1.0.post456 1.0-456 1.0r456 1.0-rev.456
1.1.dev1 1.1 1.1.1 1.2+123abc 1.2+123abc456 1.2+abc 1.2+abc123 1.2+abc123def 1.2+1234.abc 1.2+123456 1.2.r32+123456
1.2.rev33+123456 1!1.0 1!0.9.dev3 0!1.0 2!0 10.0 2.10 2.9 2.9.0.1 01.002 2024.1.15 20240115123456789012345678901234
0 0.0 0.0.1 3.12.0rc1 3.12.0 3.13.0b2+local 1.0.post 1.0.post0 1.0a.post 1.0-1 1.0.dev.5 1.0_dev-7 1.0.a. 2.0.1+cpu
""".split()

NOT_VERSIONS = [
    "", "a", "1.", ".1", "1..0", "1.0x", "1.0-", "1.0a1a2", "1.0+", "1.0+a+b", "1.0+.a", "1.0+a.", "vv1", "1!", "!1",
    "1 .0", "1.0 post1", "1.0.dev1.post1", "1.0--1", "1.0.*", "=1.0", "1,0", "1.0alphabeta", "latest", "1.0.post1a1",
    "\u0661.0", "1.0.\u0662",
]  # fmt: skip

SPECIFIERS = """
==1.0 ==1.0.0 ==1.0.* ==1.* !=1.0 !=1.0.* ===1.0 ===1.0.0 ===V1.0 >=1.0 >1.0 <1.0 <=1.0 ~=1.0 ~=1.0.0 ~=1.0a1 ~=2.9
==1.0+abc.5 !=1.0+abc.5 >1.0a1 <1.0a2 <1.0.post456 >1.0.post1 <1.0rc2 >=1.0.dev1 <=1.0b2 >1.0b2 <1.0b2 ==1!1.0 >=1!0
~=1!1.0 ==1!1.* <2!0 >=1.0,<2 >=1.0,!=1.1.*,<2 >=3.12 <3.12 ~=1.0.post456 ==1.0.post456 ~=1.0.1.2 ==2.9.0.* >=01.0
==v1.0 <20240115123456789012345678901235 ==0.* !=0 >=1,>=2 , >=1.0, ==1.0a1 ==2.0.1+cpu ==2.0.1 >2.0 <=2.0.1
""".split() + ["", " >= 1.0 , < 2.0 ", "== 1.0"]

NOT_SPECIFIERS = [
    "1.0", "=1.0", ">=", "~=1", ">=1.0.*", "~=1.0.*", ">=1.0+abc", "<1.0+abc", "~=1.0+abc", "==1.0a1.*", "==1.0+a.*",
    "==1.0 .*", ">=1.0 <2.0", "=>1.0", "==*", "==1.0.*.*", "^1.0", "~1.0", "!==1.0", "== =1.0", "===1.0 2", "===1;0",
    ">1.0,x",
]  # fmt: skip


def fails(make, text):
    try:
        make(text)
    except (InvalidVersion, InvalidSpecifier):
        return True
    return False


with open("versions.txt", "w") as file:
    ordered = sorted(VERSIONS, key=Version)
    for rank, (_, group) in enumerate(itertools.groupby(ordered, key=Version)):
        for text in group:
            print(rank, text, Version(text), sep="\t", file=file)
    for text in NOT_VERSIONS:
        assert fails(Version, text), text
        print("-", text, sep="\t", file=file)

with open("specifiers.txt", "w") as file:
    for text in SPECIFIERS:
        sets = SpecifierSet(text)
        # One character for each version, in the order of versions.txt: allowed always, with pre-releases only, never.
        letters = [
            "a" if sets.contains(v, prereleases=False) else "p" if sets.contains(v, prereleases=True) else "."
            for v in ordered
        ]
        print("".join(letters), text, sep="\t", file=file)
    for text in NOT_SPECIFIERS:
        assert fails(SpecifierSet, text), text
        print("-", text, sep="\t", file=file)

import Fingerprints
import Lockfiles
import Testing

@Suite("Dockerfiles as locks")
struct DockerfileTests {
  static let digest = "sha256:" + String(repeating: "a", count: 64)

  @Test(
    "images are named in full, and graded",
    arguments: [
      ("FROM python:3.12@\(digest)", ["docker.io/library/python==3.12"], "A", []),
      ("FROM python@\(digest)", ["docker.io/library/python"], "A", []),
      ("FROM scratch", [], "A", []), ("FROM scratch\nFROM python@\(digest)", ["docker.io/library/python"], "A", []),
      ("FROM python:3.12", ["docker.io/library/python==3.12"], "B", ["hash.missing:1"]),
      ("FROM bitnami/redis:7", ["docker.io/bitnami/redis==7"], "B", ["hash.missing:1"]),
      ("FROM localhost:5000/a/b:1", ["localhost:5000/a/b==1"], "B", ["hash.missing:1"]),
      ("FROM index.docker.io/x:1", ["docker.io/library/x==1"], "B", ["hash.missing:1"]),
      ("FROM python", ["docker.io/library/pythonlatest"], "C", ["unpinned:1"]),
      ("FROM python:latest", ["docker.io/library/pythonlatest"], "C", ["unpinned:1"]),
      ("FROM debian:bookworm-slim", ["docker.io/library/debianbookworm-slim"], "C", ["unpinned:1"]),
      ("ARG V=3.12\nFROM python:${V}", ["docker.io/library/python==3.12"], "B", ["hash.missing:2"]),
      ("ARG V\nFROM python:$V", ["docker.io/library/python${V}"], "C", ["unpinned:2"]),
      ("ARG V\nFROM python:${V:-3.12}", ["docker.io/library/python==3.12"], "B", ["hash.missing:2"]),
      ("FROM python:${V}", ["docker.io/library/python${V}"], "C", ["unpinned:1"]),
      ("ARG V\nFROM python:${V:?x}", ["docker.io/library/python${V}"], "C", ["unpinned:2"]),
      ("ARG B\nFROM ${B}", ["${B}"], "C", ["unpinned:2"]),
      ("ARG R=docker.io\nARG N\nFROM $R/$N:1", ["docker.io/${N}1"], "C", ["unpinned:3"]),
      ("ARG V\nFROM python:${V}@\(digest)", ["docker.io/library/python==${V}"], "A", []),
      ("ARG H\nFROM ${H}/python@\(digest)", ["${H}/python"], "A", []),
      ("ARG D\nFROM python@sha256:$D", ["docker.io/library/python@sha256:${D}"], "C", ["unpinned:2"]),
      ("ARG I=python:3.12@\(digest)\nFROM $I", ["docker.io/library/python==3.12"], "A", []),
      ("FROM x-$TARGETARCH:1", ["x-${TARGETARCH}1"], "C", ["unpinned:1"]),
      ("# syntax=docker/dockerfile:1.7\nFROM scratch", ["docker.io/docker/dockerfile==1.7"], "B", ["hash.missing:1"]),
      ("FROM scratch\nCOPY --from=busybox:1.36 /a /b", ["docker.io/library/busybox==1.36"], "B", ["hash.missing:2"]),
      ("FROM scratch AS a\nFROM a\nCOPY --from=a /a /b\nCOPY --from=0 /a /b", [], "A", []),
      (
        "FROM scratch\nRUN --mount=type=bind,from=golang:1.22,target=/x true", ["docker.io/library/golang==1.22"], "B",
        ["hash.missing:2"]
      ),
      (
        "FROM a:1 AS a\nFROM b:2 AS unused\nCOPY --from=c:3 /x /y\nFROM a",
        ["docker.io/library/a==1", "docker.io/library/b==2", "docker.io/library/c==3"], "B",
        ["hash.missing:1", "hash.missing:2", "hash.missing:3"]
      ),
      ("FROM a:1\nFROM a:1", ["docker.io/library/a==1"], "B", ["hash.missing:1", "hash.missing:2"]),
    ] as [(String, [String], String, [String])])
  func images(_ text: String, _ pins: [String], _ grade: String, _ codes: [String]) throws {
    let lock = try read("Dockerfile", text + "\n")
    #expect(lock.pins == pins)
    #expect(lock.grade.rawValue == grade)
    #expect(lock.codes == codes, "\(lock.findings)")
    #expect(lock.packages.map(\.isExact).allSatisfy { $0 } == (lock.grade <= .b))
  }

  @Test(
    "what no builder takes is refused",
    arguments: [
      "", "RUN x", "FROM", "FROM A/B:1", "FROM python@sha256:abc", "FROM a b c", "FROM a:1\nCOPY --from=x:",
      "FROM a:1 AS a\nCOPY --from=b /x /y\nFROM a AS b\nCOPY --from=A:B:C /x /y", "FROM a:1\nFOO",
    ])
  func refused(_ text: String) throws {
    let lock = try read("Dockerfile", text)
    #expect(lock.grade == .unreadable)
    #expect(lock.codes.count == 1 && lock.codes[0].hasPrefix("syntax"))
  }

  @Test("with a digest the tag does not count; digest, platform and use do")
  func semantic() throws {
    func semantic(_ text: String) throws -> String? { try read("Dockerfile", text).semantic?.text }
    let base = try semantic("FROM python:3.12@\(Self.digest)\n")
    #expect(
      base == """
        - - \(Self.digest) - -  docker.io/library/python
        from - - - -  @groups:docker.io/library/python

        """)
    for text in [
      "FROM python:3.13@\(Self.digest)", "FROM docker.io/library/python@\(Self.digest)\r\n",
      "# x\nFROM  python@\(Self.digest) AS a\nRUN true",
    ] {
      #expect(try semantic(text) == base)
    }
    for text in [
      "FROM pypy:3.12@\(Self.digest)", "FROM python:3.12@\(Self.digest.replacing("a", with: "b"))",
      "FROM --platform=linux/arm64 python:3.12@\(Self.digest)", "FROM python:3.12",
      "FROM scratch\nCOPY --from=python@\(Self.digest) /x /y",
    ] {
      #expect(try semantic(text) != base)
    }
    #expect(try semantic("FROM --platform=$BUILDPLATFORM a:1") == semantic("FROM --platform=${BUILDPLATFORM} a:1"))
  }

  @Test(
    "packages of apt without a version are noted",
    arguments: [
      ("RUN apt-get update && apt-get install -y curl git=1:2.39 && rm -rf x", "curl"),
      ("RUN apt install -y --no-install-recommends \\\n  curl \\\n  # comment\n  wget", "curl, wget"),
      ("RUN DEBIAN_FRONTEND=x apt-get -q -o A=b install -t sid g++; apt-get clean", "g++"),
      ("RUN apt-get install ./x.deb \"$Y\" a=1", ""), ("RUN apt-get update; echo install curl", ""),
      ("RUN echo snapshot.debian.org >> /etc/apt/sources.list\nRUN apt-get install curl", ""),
      ("RUN apt-get install a b c d e f", "a, b, c, d, e, …"),
    ])
  func apt(_ text: String, _ names: String) throws {
    let lock = try read("Dockerfile", "FROM a@\(Self.digest)\n" + text)
    #expect(lock.grade == .a)
    #expect(
      lock.findings.map(\.message)
        == (names.isEmpty
          ? []
          : ["apt installs \(names) without a version; write name=version, or install from a snapshot"]))
    #expect(lock.codes == (names.isEmpty ? [] : ["apt.unpinned:2"]))
  }
}

import ContainerFiles
import Testing

@Suite("what Dockerfiles read of the context")
struct DockerfileContextTests {
  @Test(
    "sources in the context, and no others",
    arguments: [
      ("COPY a b/ ./c *.go /d/", ["2 COPY a b/ ./c *.go"]),
      ("COPY --from=alpine a /d/", []),
      ("COPY --from= a /d/", ["2 COPY a"]),
      ("ADD a http://h/x https://h/y /d/", ["2 ADD a"]),
      ("ADD a https://h/x.git#v1:dir git@h:x.git ssh://h/x git://h/x?branch=b /d/", ["2 ADD a"]),
      (
        "ADD HTTP://h/x ftp://h/x file://x git+ssh://h/x github.com/a/b ./git@h:x /d/",
        ["2 ADD HTTP://h/x ftp://h/x file://x git+ssh://h/x github.com/a/b ./git@h:x"]
      ),
      ("ADD https://h/x /d/", []),
      ("ADD <<A <<B /d/\nA\nB", []),
      ("COPY [\"<<A\", \"b\", \"/d/\"]", ["2 COPY b"]),
      ("COPY << A /d/\nA", ["2 COPY << A"]),
      ("ARG H=https\nADD $H://h/x a /d/", ["3 ADD a"]),
      ("RUN --mount=type=bind,target=/x x", ["2 RUN --mount "]),
      ("RUN --mount=target=/x,source=a --mount=dst=/y,src=b/../c x", ["2 RUN --mount a", "2 RUN --mount b/../c"]),
      ("RUN --mount=target=/x,source=a,from=alpine x", []),
      ("RUN --mount=type=cache,target=/x --mount=type=tmpfs,target=/y --mount=type=secret,id=z --mount=type=ssh x", []),
      ("ARG T=bind S=dir\nRUN --mount=type=$T,target=/x,source=${S}/y x", ["3 RUN --mount dir/y"]),
      ("RUN --mount=\"\\\"source=a,b\\\",target=/x\" x", ["2 RUN --mount a,b"]),
    ] as [(String, [String])])
  func sources(_ instruction: String, _ reads: [String]) throws {
    #expect(try summaries("FROM scratch\n" + instruction) == reads)
  }

  @Test(
    "sources select clean paths; --parents selects by patterns",
    arguments: [
      ("COPY . /d/", "/", nil, nil),
      ("COPY / /d/", "/", nil, nil),
      ("COPY ./a//b/ /d/", "/a/b", nil, nil),
      ("COPY ../../a/../b /d/", "/b", nil, nil),
      ("COPY /a/../b /d/", "/b", nil, nil),
      ("COPY \"\" /d/", "/", nil, nil),
      ("COPY --parents a/b /d/", "/", "a/b", "/a/b"),
      ("COPY --parents ./a/./b/c /d/", "/a", "b/c", "/a/b/c"),
      ("COPY --parents a/./b/./c /d/", "/a", "b/c", "/a/b/c"),
      ("COPY --parents /./b /d/", "/", "b", "/b"),
      ("COPY --parents a*/./b /d/", "/a*", "b", nil),
      ("COPY --parents a/./*.go /d/", "/a", "*.go", nil),
      ("COPY --parents \"a\\\\*b\" /d/", "/", "a\\*b", "/a\\*b"),
      ("COPY --parents . /d/", "/", "", "/"),
      ("COPY --parents=false a /d/", "/a", nil, nil),
    ] as [(String, String, String?, String?)])
  func selection(_ instruction: String, _ path: String, _ include: String?, _ required: String?) throws {
    let read = try #require(try Dockerfile.read("FROM scratch\n" + instruction).contextReads().first)
    let source = try #require(read.sources.first)
    #expect(source.path.description == path)
    #expect(source.include?.description == include)
    #expect(source.required?.description == required)
    #expect(read.parents == (include != nil))
  }

  @Test(
    "what is transferred",
    arguments: [
      ("CMD x", .nothing),
      ("COPY b a/../c ./b /d/", .paths(["b", "c"])),
      ("COPY a . /d/", .everything),
      ("RUN --mount=target=/x x", .everything),
      ("RUN --mount=target=/x,source=a x\nCOPY *.go /d/", .paths(["*.go", "a"])),
      ("COPY --parents ./x/./y /d/", .paths(["x/y"])),
      // As the reference asks for it: repositories that are no HTTP as if they were paths, and everything for a tmpfs.
      ("ADD a git@h:x https://h/y.git /d/", .paths(["a", "git@h:x"])),
      ("ADD git@h:x /d/", .nothing),
      ("COPY a /d/\nRUN --mount=type=tmpfs,target=/t x", .everything),
      ("RUN --mount=type=tmpfs,target=/t x", .nothing),
      ("COPY a /d/\nRUN --mount=type=cache,target=/t x", .paths(["a"])),
    ] as [(String, Dockerfile.Transfer)])
  func transfer(_ instructions: String, _ transfer: Dockerfile.Transfer) throws {
    #expect(try Dockerfile.read("FROM scratch\n" + instructions).plan().transfer == transfer)
  }

  @Test("a read has all that its instruction says")
  func read() throws {
    let text = "FROM scratch\nARG E=e\nCOPY --exclude=$E --exclude=\"a b\" \\\n  a /d$E/\n"
    let read = try #require(try Dockerfile.read(text).contextReads().first)
    #expect((read.line, read.endLine, read.stage) == (3, 4, 0))
    #expect(read.text == "COPY --exclude=$E --exclude=\"a b\"   a /d$E/")
    #expect(read.excludes == ["$E", "a b"])
    #expect(read.destination == "/de/")
    #expect(read.reader == .copy)
    #expect(!read.isTrigger)
  }
}

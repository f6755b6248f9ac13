import ContainerFiles
import Testing

@Suite("stages of Dockerfiles")
struct DockerfileStagesTests {
  private static let stages = """
    FROM alpine AS base
    COPY base /
    FROM base AS Tools
    COPY tools /
    FROM scratch AS unused
    COPY unused /
    FROM scratch AS numbered
    COPY numbered /
    FROM scratch AS mounted
    COPY mounted /
    FROM base
    COPY --from=tools /x /
    COPY --from=3 /x /
    RUN --mount=from=mounted,target=/m x
    COPY last /
    """

  @Test(
    "only what the target needs is read",
    arguments: [
      (nil, [0, 1, 3, 4, 5], ["base", "tools", "numbered", "mounted", "last"]),
      ("tools", [0, 1], ["base", "tools"]),
      ("TOOLS", [0, 1], ["base", "tools"]),
      ("unused", [2], ["unused"]),
      ("", [0, 1, 3, 4, 5], ["base", "tools", "numbered", "mounted", "last"]),
    ] as [(String?, [Int], [String])])
  func reachable(_ target: String?, _ stages: [Int], _ sources: [String]) throws {
    let plan = try Dockerfile.read(Self.stages).plan(target: target)
    #expect(plan.stages == stages)
    #expect(plan.contextReads.flatMap(\.sources).map(\.text.description) == sources)
    #expect(plan.transfer == .paths(sources.sorted().map { Dockerfile.Word(Array($0.utf8)) }))
  }

  struct Images: Sendable, CustomTestStringConvertible {
    let text: String
    let arguments: [String: String]
    let images: [String]
    var testDescription: String { text }

    init(_ text: String, _ arguments: [String: String], _ images: [String]) {
      (self.text, self.arguments, self.images) = (text, arguments, images)
    }

    init(_ text: String, _ images: [String]) { self.init(text, [:], images) }
  }

  private static let digest = String(repeating: "a", count: 64)

  @Test("images with their lines, tags and digests", arguments: imageCases)
  func images(_ example: Images) throws {
    let images = try Dockerfile.read(example.text).baseImages(buildArguments: example.arguments)
    #expect(
      images.map { "\($0.line) \($0.use.rawValue) \($0.reference.map(\.description) ?? "? \($0.text)")" }
        == example.images)
  }

  private static let imageCases: [Images] = [
    Images("FROM alpine", ["1 FROM docker.io/library/alpine:latest"]),
    Images("FROM alpine:3.20 AS x", ["1 FROM docker.io/library/alpine:3.20"]),
    Images("FROM a/b:c@sha256:\(digest)", ["1 FROM docker.io/a/b:c@sha256:\(digest)"]),
    Images("FROM localhost:5000/a", ["1 FROM localhost:5000/a:latest"]),
    Images("FROM index.docker.io/a", ["1 FROM docker.io/library/a:latest"]),
    Images("FROM Reg/a", ["1 FROM Reg/a:latest"]),
    Images("FROM [::1]:5/a--b/c__d.e", ["1 FROM [::1]:5/a--b/c__d.e:latest"]),
    Images("FROM scratch", []),
    Images("FROM scratch AS a\nFROM a AS b\nFROM b", []),
    Images("FROM x AS x\nFROM x", ["1 FROM docker.io/library/x:latest"]),
    // The names of stages are in lower case, and a base is looked up as it is written.
    Images("FROM x AS Y\nFROM y", ["1 FROM docker.io/library/x:latest"]),
    Images(
      "FROM scratch\nCOPY --from=busybox:1 a /\nCOPY --from=busybox:1 <<E /\nE",
      ["2 COPY --from docker.io/library/busybox:1", "3 COPY --from docker.io/library/busybox:1"]),
    Images("FROM scratch\nRUN --mount=from=b/c,target=/x x", ["2 RUN --mount from docker.io/b/c:latest"]),
    Images("FROM scratch\nRUN --mount=type=cache,target=/x x\nCOPY --from=scratch a /", []),
    Images("FROM unused\nFROM used", ["2 FROM docker.io/library/used:latest"]),
    Images("ARG V=3\nFROM a:$V", ["2 FROM docker.io/library/a:3"]),
    Images("ARG V=3\nFROM a:$V", ["V": "4"], ["2 FROM docker.io/library/a:4"]),
    Images("ARG V=3\nARG I=a:${V}\nARG W\nFROM ${W:-$I}", ["4 FROM docker.io/library/a:3"]),
    Images("FROM a:${V:-9}", ["V": "4"], ["1 FROM docker.io/library/a:9"]),
    Images("FROM a-$TARGETARCH", ["1 FROM ? a-${TARGETARCH}"]),
    Images("FROM a-$TARGETARCH", ["TARGETARCH": "arm64"], ["1 FROM docker.io/library/a-arm64:latest"]),
    Images("FROM --platform=$BUILDPLATFORM a-$TARGETSTAGE AS goal", ["1 FROM docker.io/library/a-goal:latest"]),
    Images("ARG A=$TARGETARCH\nFROM ${A:-x}", ["2 FROM ? ${A:-x}"]),
  ]

  struct Scope: Sendable, CustomTestStringConvertible {
    let text: String
    let arguments: [String: String]
    let source: String
    let unresolved: [String]
    var testDescription: String { text }

    init(_ text: String, _ arguments: [String: String], _ source: String, unresolved: [String] = []) {
      (self.text, self.arguments, self.source, self.unresolved) = (text, arguments, source, unresolved)
    }

    init(_ text: String, _ source: String, unresolved: [String] = []) {
      self.init(text, [:], source, unresolved: unresolved)
    }
  }

  @Test("variables have their scopes, and what cannot be known is said", arguments: scopeCases)
  func scopes(_ example: Scope) throws {
    let reads = try Dockerfile.read(example.text).contextReads(buildArguments: example.arguments)
    let read = try #require(reads.first)
    #expect(read.sources.map(\.text.description).joined(separator: " ") == example.source)
    #expect(read.unresolved.map(\.description) == example.unresolved)
  }

  private static let scopeCases: [Scope] = [
    Scope("FROM scratch\nARG A=x\nCOPY $A y /", "x y"),
    Scope("FROM scratch\nARG A=x\nCOPY $A y /", ["A": "z"], "z y"),
    Scope("FROM scratch\nCOPY a$A y /\nARG A=x", ["A": "z"], "a y"),
    Scope("FROM scratch\nARG A\nCOPY a$A /", "a"),
    Scope("ARG A=g\nFROM scratch\nCOPY a$A /", "a"),
    Scope("ARG A=g\nFROM scratch\nARG A\nCOPY a$A /", "ag"),
    Scope("ARG A=g\nFROM scratch\nARG A=s\nCOPY a$A /", "as"),
    Scope("FROM scratch\nARG A=1 B=$A C=2\nCOPY $A$B$C /", "112"),
    Scope("FROM scratch\nENV A=1\nENV A=2 B=$A\nCOPY $A$B /", "21"),
    Scope("FROM scratch\nENV A the  rest\nCOPY a$A /", "athe  rest"),
    Scope("FROM scratch\nENV A=\"b c\" B='$A' C=d\\ e\nCOPY $A$B$C /", "b c$Ad e"),
    Scope("FROM scratch\nENV A=1\nARG A=2\nCOPY $A /", "2"),
    Scope("FROM scratch\nARG A=2\nENV A=1\nCOPY $A /", ["A": "3"], "1"),
    Scope("FROM scratch AS b\nARG A=1\nENV B=2\nFROM b\nCOPY $A$B /", "12"),
    Scope("FROM scratch AS b\nENV A=1\nARG A=2\nFROM b\nCOPY $A /", "1"),
    Scope("FROM scratch AS b\nARG A=1\nFROM scratch\nCOPY a$A /", "a"),
    Scope("FROM scratch\nARG BUILDKIT_SBOM_SCAN_STAGE=x\nCOPY a$BUILDKIT_SBOM_SCAN_STAGE /", "a"),
    Scope("FROM scratch\nCOPY a$PATH /", "a/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"),
    Scope("FROM alpine\nCOPY a$X y /", "a${X} y", unresolved: ["X"]),
    Scope("FROM alpine\nCOPY ${X:-$Y} ${1}z /", "${X:-${Y}} z", unresolved: ["Y", "X"]),
    Scope("FROM alpine\nENV P=$PATH:/x\nCOPY $P /", "${PATH}:/x", unresolved: ["PATH"]),
    Scope(
      "FROM alpine\nENV P=$PATH:/x\nCOPY ${P%x} ${P:-y} ${P-y} ${P+y} /", "${P%x} ${P:-y} ${PATH}:/x y",
      unresolved: ["PATH"]),
    Scope("FROM alpine\nARG X=1\nCOPY $X ${X:-$Y} /", "1 1"),
    Scope("FROM alpine AS a\nFROM a\nCOPY a$X /", "a${X}", unresolved: ["X"]),
    Scope("FROM scratch\nARG TARGETARCH\nCOPY bin/$TARGETARCH /", "bin/${TARGETARCH}", unresolved: ["TARGETARCH"]),
    Scope("FROM scratch\nARG TARGETARCH\nCOPY bin/$TARGETARCH /", ["TARGETARCH": "arm"], "bin/arm"),
    Scope("FROM scratch\nCOPY bin/$TARGETARCH x /", "bin/ x"),
    Scope("FROM scratch AS t\nARG TARGETSTAGE\nCOPY $TARGETSTAGE /", "t"),
  ]

  @Test(
    "ONBUILD counts where it is triggered, once",
    arguments: [
      ("FROM scratch AS b\nONBUILD COPY a /\nCOPY b /", ["3 COPY b"]),
      ("FROM scratch AS b\nONBUILD COPY a /\nFROM b\nCOPY c /", ["2 COPY a", "4 COPY c"]),
      ("FROM scratch AS b\nONBUILD COPY a /\nFROM b AS c\nFROM c", ["2 COPY a"]),
      ("FROM scratch AS b\nONBUILD ENV A=1\nFROM b\nCOPY x$A /", ["4 COPY x1"]),
      ("FROM scratch AS b\nONBUILD ADD <<E x /\nADD y /\nE\nFROM b", ["2 ADD x"]),
      ("FROM scratch AS b\nONBUILD RUN --mount=src=a,target=/x x\nFROM b", ["2 RUN --mount a"]),
      ("FROM scratch AS d\nCOPY d /\nFROM scratch AS b\nONBUILD COPY --from=d a /\nFROM b", ["2 COPY d"]),
      ("# escape=`\nFROM scratch AS b\nONBUILD COPY a`\nb \\$x /\nFROM b", ["3 COPY ab \\"]),
    ] as [(String, [String])])
  func triggers(_ text: String, _ reads: [String]) throws {
    #expect(try summaries(text) == reads)
  }
}

import Audit
import Testing

@Suite("hostile files", .timeLimit(.minutes(30)))
struct HostileTests {
  private static func many(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

  private static let files: [(String, String)] = [
    ("nested substitutions", "RUN a " + many("$(", 20_000)),
    ("nested substitutions that end", "RUN a " + many("$(a ", 5_000) + many(")", 5_000)),
    ("nested braces", "RUN a " + many("${a:-", 10_000)),
    ("nested backquotes", "RUN a " + many("`a \\`", 10_000)),
    ("open quotes", "RUN a " + many("'\"", 20_000)),
    ("shells in shells", "RUN " + many("sh -c ", 10_000)),
    ("quoted shells", "RUN " + many("sh -c '", 5_000)),
    ("wrappers", "RUN " + many("sudo env ", 6_000) + "a"),
    ("documents in documents", "RUN <<A\n" + many("cat <<B ", 10_000) + "\nA"),
    ("many documents", "RUN <<A\n" + many("<<B;", 10_000) + "\n" + many("B\n", 10_000) + "A"),
    ("many commands", "RUN " + many("pip install a;\\\n", 10_000) + "a"),
    ("many variables", "RUN " + many("A=$A apt-get install $A;\\\n", 10_000) + "a"),
    ("a long value named often", "ARG P=\"" + many("a ", 5_000) + "\"\nRUN apt-get install " + many("$P ", 5_000)),
    ("many instructions", many("RUN apt-get install a\nRUN poetry install\nRUN pip install .\n", 5_000)),
    ("many copies", many("COPY a b\n", 10_000) + many("RUN poetry install\n", 3_000)),
    (
      "a chain of stages",
      (0..<5_000).map { "FROM s\($0) AS s\($0 + 1)\nENV PIP_\($0)=1\nRUN poetry install\n" }.joined()
    ),
    ("stages by variable", (0..<3_000).map { "FROM s$A AS s\($0)\nRUN apt-get update\n" }.joined()),
    (
      "suppressions",
      many("# lockstep: ignore=apt-unpinned,a,b,c x\n", 10_000) + "RUN " + many("apt-get install a;\\\n", 5_000) + "a"
    ),
    ("reads of random bytes", "RUN " + many("a /dev/urandom $HOSTNAME;\\\n", 10_000) + "a"),
    ("an array", "RUN [" + many("\"sh\", ", 10_000) + "\"a\"]"),
    ("braces of rm", "RUN apt-get update; rm " + many("/var/{", 10_000)),
  ]

  @Test("are read in time", arguments: files)
  func read(_ name: String, _ text: String) {
    _ = Audit.dockerfile(Array("FROM scratch AS s0\n\(text)\n".utf8), name: name)
  }

  @Test("random bytes are read or refused", arguments: 0..<30 as Range<UInt64>)
  func random(_ seed: UInt64) {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    let pieces = [
      "FROM ", "scratch", "COPY ", "ADD ", "RUN ", "ONBUILD ", "ENV A=", "ARG B", "--mount=", "--from=", "\n", "\n",
      " ",
      " ", "\\", "\\\n", "$", "${", "$(", "`", "}", ")", "\"", "'", "<<E", "\nE\n", "[\"", "\",", "]", "#", "=", ":",
      "@",
      "pip install ", "apt-get ", "install ", "update", "sh -c ", "<(", ">", "|", "&&", ";", "-", "--", "é", "\r\n",
      "\t",
      "*", "{", "/var/", "sudo ", "date", "git clone ", "https://", "# lockstep: ignore=", "a", "\0", "poetry ",
      "\u{FEFF}",
    ]
    for _ in 0..<60 {
      var bytes = Array("FROM scratch AS a\nRUN ".utf8)
      for _ in 0..<next(40) { bytes += pieces[next(pieces.count)].utf8 }
      if next(4) == 0 { bytes.append(UInt8(next(256))) }
      let name = "seed \(seed)"
      let context = ContextAnswers {
        $0.count % 2 == 0
      } contains: {
        $0.count % 3 == 0
      }
      let findings = Audit.dockerfile(bytes, name: name, context: context)
      #expect(findings.allSatisfy { $0.line >= 0 && !$0.message.contains("\n") })
      _ = Audit.compose(bytes, name: name)
      _ = Audit.daemon(bytes, name: name)
    }
  }
}

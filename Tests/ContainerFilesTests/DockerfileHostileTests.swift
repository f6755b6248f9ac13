import ContainerFiles
import Testing

@Suite("hostile Dockerfiles")
struct DockerfileHostileTests {
  private static func many(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

  private static let files: [(String, String)] = [
    ("values that double", "FROM scratch\nENV A=aa\n" + many("ENV A=$A$A\n", 80)),
    ("nested substitutions", "FROM scratch\nCOPY " + many("${a:-", 5000) + many("}", 5000) + " /\n"),
    ("nested substitutions in quotes", "FROM scratch\nCOPY " + many("\"${a:-", 5000) + " /\n"),
    ("nested arrays", "FROM scratch\nCOPY " + many("[", 60_000) + "\n"),
    ("triggers of triggers", "FROM scratch\n" + many("ONBUILD ", 8000) + "RUN x\n"),
    ("a long line", "FROM scratch\nCOPY " + many("a", 1 << 20) + " /\n"),
    (
      "a pattern of many stars",
      "FROM scratch\nENV A=\(many("a", 3000)) P=\(many("*a", 1500))b\n" + many("ENV X=${A//$P/x}\n", 50)
    ),
    ("open quotes", "FROM scratch\nENV A=" + many("'\"", 20_000) + "\n"),
    ("a circle of stages", (0..<2000).map { "FROM scratch\nCOPY --from=\(($0 + 1) % 2000) a /\n" }.joined()),
  ]

  @Test("are refused, and nothing worse happens", arguments: files)
  func refused(_ name: String, _ text: String) {
    #expect(throws: DockerfileError.self, "\(name)") { try Dockerfile.read(text).plan() }
  }

  @Test("long chains are followed")
  func chains() throws {
    let chain = "FROM scratch AS s0\n" + (1...3000).map { "FROM s\($0 - 1) AS s\($0)\nCOPY f\($0) /\n" }.joined()
    #expect(try Dockerfile.read(chain).contextReads().count == 3000)
    let copies = "FROM scratch\n" + (0..<3000).map { "FROM scratch\nCOPY --from=\($0) a /\n" }.joined()
    #expect(try Dockerfile.read(copies).plan().stages.count == 3001)
  }

  @Test("long instructions are read")
  func longInstructions() throws {
    let sources = "FROM alpine\nCOPY " + Self.many("$A ${B:-x} \\\n", 10_000) + " /d/\n"
    #expect(try Dockerfile.read(sources).contextReads().first?.sources.count == 20_000)
    let one = "FROM alpine\nCOPY " + Self.many("$A${A:-$B}\\\n", 10_000) + " /d/\n"
    #expect(try Dockerfile.read(one).contextReads().first?.unresolved == ["A", "B"])
    let longest = "FROM scratch\nCOPY " + Self.many("a", 65_535 - 8) + " /\n"
    #expect(try Dockerfile.read(longest).contextReads().count == 1)
  }

  @Test("random bytes are read or refused", arguments: 0..<40 as Range<UInt64>)
  func random(_ seed: UInt64) {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    let pieces = [
      "FROM ", "scratch", "COPY ", "ADD ", "RUN ", "ONBUILD ", "ENV A=", "ARG B", "--mount=", "--from=", "target=/x,",
      "\n", "\n", " ", "\\", "\\\n", "$", "${", "}", "\"", "'", "<<E", "\nE\n", "[\"", "\",", "]", "#", "=", ":", "/",
      "a",
      "\u{FEFF}", "é", "\r\n", "\t", "`", "%", "*", "?", "@", "\0",
    ]
    for _ in 0..<50 {
      var bytes = Array("FROM scratch AS a\n".utf8)
      for _ in 0..<(1 + next(60)) {
        bytes += next(20) == 0 ? [UInt8(next(256))] : Array(pieces[next(pieces.count)].utf8)
      }
      do throws(DockerfileError) {
        _ = try Dockerfile(bytes).plan()
      } catch {
        #expect(!error.message.isEmpty && !error.message.contains("\n"), "seed \(seed)")
        guard error.line > 0 else { continue }
        // The place is in the file: at a byte of the line, or right behind its end.
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        #expect(error.line <= lines.count, "seed \(seed): \(error)")
        if error.line <= lines.count {
          #expect((1...(lines[error.line - 1].count + 1)).contains(error.column), "seed \(seed): \(error)")
        }
      }
    }
  }
}

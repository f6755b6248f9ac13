import Fingerprints
import Lockfiles
import Testing

@Suite("locks of go")
struct GoTests {
  @Test("modules that go locked, with replacements")
  func fixture() throws {
    let lock = try Fixture.read("go-1.19", "go.mod")
    #expect(lock.formatVersion == "1.19")
    #expect(
      lock.pins == [
        "example.org/beta==v0.2.0", "example.org/delta==v1.0.1",
        "example.org/gamma==v0.0.0-20240102030405-0123456789ab", "example.org/inner", "example.org/alpha==v1.0.0",
      ])
    #expect(lock.packages.map(\.source) == [nil, "example.org/delta-fork", nil, "file:./inner", nil])
    #expect(lock.packages[0].hashes.map { $0.prefix(8) } == ["h1-mod:0", "h1:28616"])
    #expect(lock.codes == ["path.local:9"])
    #expect(lock.grade == .b)
    #expect(lock.freshness.summary == "all that go.mod asks for is locked by the rule of go 1.19")
    #expect(lock.references.map { "\($0.kind) \($0.path)" } == ["package inner"])
    #expect(
      lock.facts.map { [$0.name, $0.value, $0.source ?? ""].joined(separator: " ") } == [
        "go 1.19 ", "exclude:example.org/alpha@v1.1.0 true ", "replace:example.org/inner  ./inner",
        "replace:example.org/delta@v1.0.0 v1.0.1 example.org/delta-fork",
      ])
  }

  @Test("the hashes of all modules")
  func sums() throws {
    let lock = try Fixture.read("go-1.19", "go.sum")
    #expect(lock.pins.count == 4)
    #expect(lock.packages.allSatisfy { $0.artifacts.map(\.name) == [$0.version + ".zip", $0.version + ".mod"] })
    #expect(lock.grade == .a)
    #expect(lock.verdict == "fresh")
    #expect(lock.references.map(\.path) == ["go.mod", "inner"])
  }

  private static let alpha = "example.org/alpha v1.0.0/go.mod h1:zwjwa5rd8tQupjhnb80q7wsdgNqfHwADQ0XRISQAv2A=\n"
  private static let beta = "example.org/beta v0.2.0 h1:KGFo2gO1UlOYr+qcnRlDanhLz8EbvR2Ml+0eIB6nxeU=\n"

  /// The verdicts are those of `go build` 1.19 with and without the vendor folder: stale when either refuses.
  static let edits: [(String, [FixtureEdit], String, String)] = [
    ("a comment", [.replace("go.mod", "go 1.19", "// x\ngo 1.19")], "fresh", ""),
    ("another version of the language", [.replace("go.mod", "go 1.19", "go 1.18")], "fresh", ""),
    (
      "an unused line",
      [.replace("go.sum", beta, beta + "example.org/b v1.0.0 h1:zwjwa5rd8tQupjhnb80q7wsdgNqfHwADQ0XRISQAv2A=\n")],
      "fresh", ""
    ),
    (
      "a newer requirement", [.replace("go.mod", "alpha v1.0.0 //", "alpha v1.2.0 //")], "stale",
      "example.org/alpha@v1.2.0 has no line for its go.mod in go.sum"
    ),
    (
      "a requirement more", [.replace("go.mod", "inner v0.0.0\n)", "inner v0.0.0\n\texample.org/b v1.0.0\n)")], "stale",
      "example.org/b@v1.0.0 is required, but not in vendor/modules.txt"
    ),
    (
      "a replacement gone",
      [.replace("go.mod", "replace example.org/delta v1.0.0 => example.org/delta-fork v1.0.1\n", "")], "stale",
      "example.org/delta@v1.0.0 is replaced in vendor/modules.txt, but not so in go.mod"
    ),
    (
      "a replacement by another version", [.replace("go.mod", "delta-fork v1.0.1", "delta-fork v1.0.2")], "stale",
      "example.org/delta@v1.0.0 is replaced by example.org/delta-fork@v1.0.2, but not in vendor/modules.txt"
    ),
    (
      "the lines of a go.mod gone", [.replace("go.sum", alpha, "")], "stale",
      "example.org/alpha@v1.0.0 has no line for its"
    ),
    (
      "the line of a module gone", [.replace("go.sum", beta, "")], "stale",
      "example.org/beta@v0.2.0 has no line in go.sum"
    ),
    (
      "a required version excluded", [.replace("go.mod", "alpha v1.1.0", "beta v0.2.0")], "stale",
      "example.org/beta@v0.2.0 is required and excluded"
    ),
    ("a branch", [.replace("go.mod", "beta v0.2.0", "beta main")], "stale", "example.org/beta@main is no version"),
    (
      "a requirement gone", [.replace("go.mod", "require example.org/alpha v1.0.0 // indirect\n", "")], "stale",
      "example.org/alpha@v1.0.0 is in vendor/modules.txt, but not required any more"
    ),
    ("a broken vendor folder", [.add("vendor/modules.txt", "\u{0}")], "unknown", "before go 1.14"),
  ]

  @Test("an edited go.mod is judged as go does", arguments: edits)
  func freshness(_ name: String, _ edits: [FixtureEdit], _ verdict: String, _ change: String) throws {
    for file in ["go.mod", "go.sum"] {
      let lock = try Fixture.read("go-1.19", file, edits)
      #expect(lock.verdict == verdict, "\(lock.freshness.summary)")
      if !change.isEmpty { #expect(lock.freshness.summary.contains(change), "\(lock.freshness.summary)") }
    }
  }

  @Test("without the other file nothing can be told")
  func alone() throws {
    let module = try Fixture.read("go-1.19", "go.mod", [.remove("go.sum")])
    #expect(module.freshness.summary == "there is no go.sum beside go.mod")
    #expect(module.codes == ["path.local:9", "hash.missing:6"])
    #expect(try Fixture.read("go-1.19", "go.sum", [.remove("go.mod")]).verdict == "unknown")
    #expect(try Fixture.read("go-1.19", "go.sum", [.add("go.mod", "require (")]).verdict == "unknown")
    let sums = ["go.work.sum": "a.b/c v1.0.0 h1:KGFo2gO1UlOYr+qcnRlDanhLz8EbvR2Ml+0eIB6nxeU=\n"]
    #expect(try read("x/go.mod", "require a.b/c v1.0.0", others: sums).packages.map(\.hashes.count) == [1])
    #expect(try read("go.mod", "module a.b/c\n\ngo 1.22\n").grade == .a)
  }

  @Test(
    "what is wrong is found",
    arguments: [
      ("require a.b/c master", "unpinned:1", "C"), ("require a.b/c", "syntax:1", "U"),
      ("require (\n\ta.b/c v1.0.0", "syntax:1", "U"), ("replace a => b => c", "syntax:1", "U"),
      ("replace a.b/c => ../c\nrequire a.b/c v1.0.0", "unpinned:2", "C"), ("replace a.b/c", "syntax:1", "U"),
      ("replace a.b/c => /c\nrequire a.b/c v1.0.0", "unpinned:2", "C"), ("module \"a", "syntax:1", "U"),
      ("go 1.21\nwhatever x", "version.newer:2", "A"), ("go 1.16\nrequire a.b/c v1.0.0", "transitive.unlisted", "B"),
      ("go 1.21\nrequire a.b/c v1.0.0", "hash.missing:2", "B"), ("<<<<<<< a", "conflict:1", "U"),
      ("require a.b/c v1.0.0+x", "unpinned:1", "C"),
    ])
  func moduleFindings(_ text: String, _ code: String, _ grade: String) throws {
    let lock = try read("go.mod", text)
    #expect(lock.codes.contains(code), "\(lock.codes)")
    #expect(lock.grade.rawValue == grade)
  }

  private static let hash = "KGFo2gO1UlOYr+qcnRlDanhLz8EbvR2Ml+0eIB6nxeU="

  @Test(
    "hashes that go refuses are found",
    arguments: [
      ("a v1 h1:\(hash)", nil, "A"), ("a v1 h1:\(hash)\na v1 h1:\(hash)", nil, "A"),
      ("a v1 h2:x", "version.newer:1", "A"),
      ("a v1", "syntax:1", "U"), ("a v1 h1:\(hash) x", "syntax:1", "U"), ("a v1 h1:xyz", "hash.invalid:1", "U"),
      ("a v1 h1:A\(hash.dropFirst())\n\na v1 h1:\(hash)", "conflict:3", "U"), ("=======", "conflict:1", "U"),
    ] as [(String, String?, String)])
  func sumFindings(_ text: String, _ code: String?, _ grade: String) throws {
    let lock = try read("go.sum", text)
    #expect(lock.codes == [code].compactMap { $0 })
    #expect(lock.grade.rawValue == grade)
  }

  @Test("spelling does not count, what is used does")
  func semantic() throws {
    func digest(_ text: String) throws -> String? { try read("go.mod", text).semantic?.digest }
    let base = "module m\ngo 1.21\nrequire a.b/c v1.0.0 // indirect\nrequire d.e/f v2.0.0\n"
    let same = "module \"m\"\r\n\r\ngo 1.21 // x\r\nrequire (\r\n  d.e/f v2.0.0\r\n\ta.b/c v1.0.0\r\n)\r\n"
    #expect(try digest(base) == digest(same))
    for other in [
      base.replacing("1.21", with: "1.22"), base.replacing("v2.0.0", with: "v2.0.1"), base + "toolchain go1.22.1\n",
      base + "exclude a.b/c v1.1.0\n", base + "replace d.e/f => g.h/i v2.0.0\n", base + "godebug panicnil=1\n",
    ] {
      #expect(try digest(base) != digest(other))
    }
  }
}

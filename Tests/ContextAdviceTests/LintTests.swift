import ContextAdvice
import CopyDigests
import Testing

@Suite("linting ignore files")
struct LintTests {
  /// A tree of files, written `path` or `path=size`; directories are made as needed, `path/` is an empty one.
  private func tree(_ files: [String]) -> AdviceTree {
    var sizes: [String: UInt64] = [:]
    var directories: Set<String> = []
    for file in files {
      let parts = file.split(separator: "=").map(String.init)
      var path = parts[0]
      if path.hasSuffix("/") {
        path.removeLast(); directories.insert(path)
      } else {
        sizes[path] = parts.count > 1 ? UInt64(parts[1]) ?? 0 : 1
      }
      while let slash = path.lastIndex(of: "/") {
        path = String(path[..<slash])
        directories.insert(path)
      }
    }
    // `/` sorts before every other byte here, so that a directory comes right before what is in it.
    let order = { (path: String) in path.utf8.map { $0 == UInt8(ascii: "/") ? 0 : $0 } }
    let all = directories.map { ($0, true) } + sizes.keys.map { ($0, false) }
    return AdviceTree(
      all.sorted { order($0.0).lexicographicallyPrecedes(order($1.0)) }.map { path, isDirectory in
        (Array(path.utf8), isDirectory ? .directory : .file, isDirectory ? 0 : sizes[path] ?? 0)
      })
  }

  private func lint(_ rules: String, _ files: [String], reads: [BuildRead] = []) throws -> [Finding] {
    try Lint.run(
      Lint.Subject(
        fileName: ".dockerignore", bytes: Array(rules.utf8), tree: tree(files), reads: reads, unused: [])
    ).findings
  }

  struct Row: Sendable, CustomTestStringConvertible {
    let rules: String
    let files: [String]
    let code: FindingCode
    let level: FindingLevel
    let line: Int?
    let paths: [String]
    let count: Int
    let replacement: String?
    let outcome: String?

    var testDescription: String { "\(code.rawValue): \(rules.debugDescription)" }
  }

  private static func row(
    _ rules: String, _ files: [String], _ code: FindingCode, _ level: FindingLevel, _ line: Int?,
    _ paths: [String] = [],
    count: Int? = nil, fix replacement: String? = nil, _ outcome: String? = nil
  ) -> Row {
    Row(
      rules: rules, files: files, code: code, level: level, line: line, paths: paths, count: count ?? paths.count,
      replacement: replacement,
      outcome: outcome)
  }

  static let rows: [Row] = [
    row("a\nnone\n", ["a", "b"], .ruleMatchesNothing, .note, 2, [], fix: nil, "the context stays the same"),
    row("..\n", ["a"], .ruleMatchesNothing, .note, 1),
    row("*.log\nx.log\n", ["x.log", "b"], .ruleShadowed, .note, 2, [], fix: nil, "the context stays the same"),
    row("*.md\n!b.md\n*.md\n", ["b.md"], .exceptionWithoutEffect, .warning, 2),
    row("a\n!b\n", ["a", "b"], .exceptionWithoutEffect, .warning, 2),
    row(
      "cache\n", ["cache/x", "src/cache/y=5", "src/cache/z=7"], .rootOnly, .warning, 1, ["src/cache"], fix: "**/cache",
      "removes 3 entries (12 bytes) from the context"),
    row(
      "build/\n", ["build", "a"], .trailingSlash, .warning, 1, ["build"], fix: "build/**",
      "adds 1 entry (1 byte) to the context"),
    row("docs\n!docs/a.md\n", ["docs/a.md", "docs/b"], .exceptionBelowIgnored, .note, 2, ["docs/a.md"]),
    row(
      "a|b*\n", ["axx", "a|bc", "c"], .otherMeaning, .warning, 1, ["axx"], fix: "a\\|b*",
      "adds 1 entry (1 byte) to the context"),
    row("a{2}*\n", ["aab", "a{2}b"], .otherMeaning, .warning, 1, ["aab", "a{2}b"], fix: "a\\{2}*"),
    row("[!a]x\n", ["ax", "bx"], .otherMeaning, .warning, 1, ["ax", "bx"], fix: "[^a]x"),
    row(
      "a[^b]c\n", ["axc", "a/c"], .otherMeaning, .note, 1, ["a/c"], fix: "a[^/b]c",
      "adds 1 entry (1 byte) to the context"),
    row(
      "a\n!\nb\n", ["a", "b"], .ruleFails, .error, 2, [], fix: nil,
      "the line says nothing; without it the file can be read"),
    row("foo[\n", ["a"], .ruleFails, .error, 1, [], fix: "foo\\[", "the builder accepts this line"),
    row("a\\\n", ["a"], .ruleFails, .error, 1, [], fix: "a", "the builder accepts this line"),
    row("b*[\n", ["a"], .ruleFails, .error, 1, [], fix: "b*\\["),
    row("a\tb\n", ["a"], .ruleFails, .error, 1, [], fix: "a?b", "the context stays the same"),
    row(
      "", [".env=9", "a"], .secretIncluded, .warning, nil, [".env"], fix: "**/.env",
      "removes 1 entry (9 bytes) from the context"),
    row("", ["certs/server.key", "a"], .secretIncluded, .warning, nil, ["certs/server.key"], fix: "**/*.key"),
    row(
      "", ["node_modules/x/i.js=4", "a"], .clutterIncluded, .warning, nil,
      ["node_modules"], count: 3, fix: "**/node_modules",
      "removes 3 entries (4 bytes) from the context"),
    row("", ["data/big=20000000", "a"], .largeDirectory, .note, nil, ["data"], count: 2),
    row(
      "n\n!n/keep\n**/n\n", ["n/keep/f=5", "n/x"], .arrivesEmpty, .error, 2, ["n/keep/f"], fix: "!n/keep",
      "1 file arrives whole again"),
    row(
      "a\n!a/*/**\n", ["a/b/c", "a/x"], .keptButNotSent, .error, 2, ["a/b/c"], fix: "!a/?*/**",
      "adds 3 entries (1 byte) to the context"),
  ]

  @Test("each kind of finding", arguments: rows)
  func kinds(_ row: Row) throws {
    let findings = try lint(row.rules, row.files)
    let finding = try #require(
      findings.first { $0.code == row.code && $0.line == row.line }, "\(findings.map { ($0.code, $0.line) })")
    #expect(finding.level == row.level)
    if !row.paths.isEmpty {
      #expect(finding.paths == row.paths)
      #expect(finding.pathCount == row.count)
    }
    if let replacement = row.replacement { #expect(finding.fix?.replacement == replacement) }
    if let outcome = row.outcome { #expect(finding.fix?.outcome == outcome) }
  }

  @Test(
    "nothing is found where nothing is wrong",
    arguments: [
      (".git\n**/__pycache__\n", [".git/HEAD", "a/__pycache__/x.pyc", "a/x.py"]),
      ("", ["a", ".env.example", "id_rsa.pub", "src/key.py"]),
      ("*\n!src\n!README.md\n", ["src/a", "README.md", "other"]),
    ] as [(String, [String])])
  func clean(rules: String, files: [String]) throws {
    #expect(try lint(rules, files).map(\.code) == [])
  }

  @Test(
    "what COPY needs and the rules drop",
    arguments: [
      ("requirements.txt", ["requirements.txt"], "the build fails with \"not found\""),
      ("./app/", ["app"], "the build fails with \"not found\""),
      ("*.toml", ["pyproject.toml"], "nothing is copied, and the build goes on"),
    ])
  func needed(source: String, paths: [String], consequence: String) throws {
    let read = BuildRead(
      file: "Dockerfile", line: 3, text: "COPY", reaches: [CopyReach(CopySelector(path: Array(source.utf8)))])
    let files = ["requirements.txt", "app/main.py", "pyproject.toml", "b"]
    let findings = try lint("*\n!b\n", files, reads: [read])
    let finding = try #require(findings.first { $0.code == .neededButIgnored })
    #expect(finding.level == .error && finding.line == 1 && finding.paths == paths)
    #expect(finding.message.contains("Dockerfile:3") && finding.message.hasSuffix(consequence))
    #expect(finding.fix?.outcome.hasPrefix("adds") == true)
    #expect(try lint("nothing\n", files, reads: [read]).allSatisfy { $0.code != .neededButIgnored })
  }

  @Test(
    "which instruction reads which path",
    arguments: [
      (".", "a/b", true), ("/", "a", true), ("a", "a/b/c", true), ("a", "ab", false), ("a/b/", "a", true),
      ("*.py", "x.py", true),
      ("*.py", "d/x.py", false), ("d*", "data/x", true), ("../a", "a", true), ("a", "b", false),
    ] as [(String, String, Bool)])
  func reading(source: String, path: String, reads: Bool) {
    let read = BuildRead(
      file: "Dockerfile", line: 1, text: "", reaches: [CopyReach(CopySelector(path: Array(source.utf8)))])
    #expect(read.reads(Array(path.utf8), isDirectory: true) == reads)
  }

  @Test("what is excluded from a copy is not read by it")
  func excluded() {
    let read = BuildRead(
      file: "Dockerfile", line: 1, text: "",
      reaches: [CopyReach(CopySelector(path: Array("a".utf8), excludes: [Array("**/*.md".utf8)]))])
    #expect(read.reads(Array("a/x.py".utf8), isDirectory: false))
    #expect(!read.reads(Array("a/d/x.md".utf8), isDirectory: false))
  }
}

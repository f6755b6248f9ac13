import Dockerignore
import IgnoreEngines
import Testing

@Suite("what each engine keeps")
struct EngineTests {
  private func filter(_ engine: IgnoreEngine, _ rules: String) throws -> EngineFilter {
    try EngineFilter(engine, ignoreFile: Array(rules.utf8))
  }

  @Test("engines differ where they should", arguments: IgnoreEngine.allCases)
  func differences(of engine: IgnoreEngine) throws {
    for row in Difference.all {
      var filter = try filter(engine, row.rules)
      let kept = try Tree(files: row.files).kept(by: &filter)
      let files = row.files.filter { kept.contains(Array($0.utf8)) }
      #expect(files == row.kept(by: engine), "\(engine) on \(row.rules.debugDescription)")
    }
  }

  @Test("a directory is ignored by itself or not", arguments: IgnoreEngine.allCases)
  func directories(of engine: IgnoreEngine) throws {
    var contents = try filter(engine, "a/**")
    #expect(try !contents.explain(Array("a".utf8), isDirectory: true).ignored)
    #expect(try contents.explain(Array("a/b".utf8), isDirectory: true).ignored)
    var all = try filter(engine, "a")
    #expect(try all.explain(Array("a".utf8), isDirectory: true).ignored)
  }

  @Test("a rule that fails when it is first asked fails the build, or keeps the file")
  func failingWhileMatching() throws {
    let file = Array("y".utf8)
    for engine in [IgnoreEngine.buildkit, .classic, .buildah] {
      var filter = try filter(engine, "x\n\na{1001}*")
      #expect(throws: IgnoreFileError(line: 3, problem: .matching(Array("a{1001}*".utf8)))) {
        try filter.explain(file, isDirectory: false)
      }
    }
    var kaniko = try filter(.kaniko, "x\na{1001}*")
    let kept = try kaniko.explain(file, isDirectory: false)
    #expect(!kept.ignored && kept.rule?.line == 2)
    // Where the rule cannot change the answer it is not asked.
    #expect(try kaniko.explain(Array("x".utf8), isDirectory: false).ignored)
    var exception = try filter(.kaniko, "x\n!a{1001}*")
    #expect(try !exception.explain(Array("x".utf8), isDirectory: false).ignored)
    var all = try filter(.buildkit, "*\na{1001}*")
    #expect(try all.explain(file, isDirectory: false).ignored)
    var always = try filter(.buildah, "*\na{1001}*")
    #expect(throws: IgnoreFileError.self) { try always.explain(file, isDirectory: false) }
    // Only buildah makes an expression of these.
    for rules in ["a)", "a++", "a*\\"] {
      var buildah = try filter(.buildah, rules)
      #expect(throws: IgnoreFileError.self) { try buildah.explain(file, isDirectory: false) }
      var buildkit = try filter(.buildkit, rules)
      #expect(try !buildkit.explain(file, isDirectory: false).ignored)
    }
  }

  @Test("a line that no pattern can be made of fails the build, or everything is kept")
  func refused() throws {
    for (rules, line) in [("a\n!", 2), ("a\n\n[", 3), ("!/", 1), ("a\\", 1)] {
      for engine in [IgnoreEngine.buildkit, .classic, .buildah] {
        let error = #expect(throws: IgnoreFileError.self) { try filter(engine, rules) }
        #expect(error?.line == line, "\(engine) on \(rules.debugDescription)")
      }
      var kaniko = try filter(.kaniko, rules)
      let kept = try kaniko.explain(Array("a".utf8), isDirectory: false)
      #expect(!kept.ignored && kept.rule?.line == line && kept.viaParent == nil)
      #expect(kept.rule?.negated == rules.contains("!"))
    }
    var git = try filter(.gitignore, "a\n!\n[")
    #expect(try git.explain(Array("a".utf8), isDirectory: false).ignored)
  }

  @Test("a line that is too long for Docker's reader is none for buildah and git")
  func longLine() throws {
    let rules = String(repeating: "a", count: 70_000) + "\nb"
    for engine in [IgnoreEngine.buildkit, .classic, .kaniko] {
      #expect(throws: IgnoreFileError(line: 1, problem: .lineTooLong)) { try filter(engine, rules) }
    }
    for engine in [IgnoreEngine.buildah, .gitignore] {
      var filter = try filter(engine, rules)
      #expect(try filter.explain(Array("b".utf8), isDirectory: false).ignored)
    }
  }

  @Test("rules that would not fit into memory are refused", arguments: [IgnoreEngine.buildkit, .buildah, .kaniko])
  func tooComplex(for engine: IgnoreEngine) {
    let rules = (0..<9_000).map { "\($0)a{1000}*" }.joined(separator: "\n")
    let error = #expect(throws: IgnoreFileError.self) { try filter(engine, rules) }
    #expect(error?.problem == .tooComplex)
  }

  @Test("only BuildKit sends a file empty that it listed")
  func emptyFiles() throws {
    let rules = "a\n!a/b\n**/a"
    let file = Array("a/b/c".utf8)
    for engine in IgnoreEngine.allCases {
      var filter = try filter(engine, rules)
      #expect(filter.arrivesWhole(file) == (engine != .buildkit))
    }
  }
}

import Dockerignore
import IgnoreEngines
import Testing

@Suite("where each engine turns back, and why")
struct WalkTests {
  private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  /// The ignored directories that are entered.
  private func entered(_ engine: IgnoreEngine, _ rules: String, _ directories: [String]) throws -> [String] {
    var filter = try EngineFilter(engine, ignoreFile: bytes(rules))
    return try directories.filter { name in
      let state = try filter.decide(bytes(name), isDirectory: true, under: filter.root)
      #expect(!state.isKept)
      return !state.isPruned
    }
  }

  @Test("ignored directories are entered by each engine's own rule")
  func pruning() throws {
    let directories = ["a", "do", "docs", "node_modules"]
    let rules = "*\n!docs/x\n!*/a"
    #expect(try entered(.buildkit, rules, directories) == directories)
    #expect(try entered(.classic, rules, directories) == ["docs"])
    #expect(try entered(.buildah, rules, directories) == ["do", "docs"])
    #expect(try entered(.kaniko, rules, directories) == directories)
    #expect(try entered(.gitignore, rules, directories) == [])
    for engine in IgnoreEngine.allCases where engine != .kaniko {
      #expect(try entered(engine, "*", directories) == [], "\(engine)")
    }
    #expect(try entered(.kaniko, "*", directories) == directories)
    // An exception for the directory itself counts.
    #expect(try entered(.classic, "!docs\n*", directories) == ["docs"])
    #expect(try entered(.buildah, "!docs\n*", directories) == ["do", "docs"])
  }

  @Test("a file is never something to enter", arguments: IgnoreEngine.allCases)
  func files(of engine: IgnoreEngine) throws {
    var filter = try EngineFilter(engine, ignoreFile: bytes("a"))
    let state = try filter.decide(bytes("a"), isDirectory: false, under: filter.root)
    #expect(!state.isKept && !state.isPruned)
    #expect(state.rule?.line == 1 && state.rule?.source == bytes("a") && state.rule?.negated == false)
  }

  @Test("what is below a directory that is not entered has its answer", arguments: IgnoreEngine.allCases)
  func belowPruned(of engine: IgnoreEngine) throws {
    var filter = try EngineFilter(engine, ignoreFile: bytes("\na"))
    let directory = try filter.decide(bytes("a"), isDirectory: true, under: filter.root)
    let below = try filter.decide(bytes("a/b"), isDirectory: false, under: directory)
    #expect(!below.isKept && below.rule?.line == 2 && below.rule?.source == bytes("a"))
  }

  @Test("an explanation names the line, the directory it matched and the one not entered")
  func explanations() throws {
    typealias Expected = (line: Int?, ignored: Bool, via: String?, notEntered: String?)
    let rules = "docs\n!docs/*/d.md\n!keep\n"
    let table: [(IgnoreEngine, String, Expected)] = [
      (.buildkit, "docs/x/d.md", (2, false, nil, nil)),
      (.classic, "docs/x/d.md", (1, true, "docs", "docs/x")),
      (.buildah, "docs/x/d.md", (1, true, "docs", "docs/x")),
      (.kaniko, "docs/x/d.md", (2, false, nil, nil)),
      (.gitignore, "docs/x/d.md", (1, true, "docs", "docs")),
      (.buildkit, "docs/x/e", (1, true, "docs", nil)),
      (.kaniko, "docs/x/e", (1, true, "docs", nil)),
      (.kaniko, "docs", (1, true, nil, nil)),
      (.gitignore, "docs", (1, true, nil, nil)),
      (.buildkit, "src/a", (nil, false, nil, nil)),
      (.buildah, "keep/x", (3, false, "keep", nil)),
      (.gitignore, "keep/x", (nil, false, nil, nil)),
    ]
    for (engine, path, expected) in table {
      var filter = try EngineFilter(engine, ignoreFile: bytes(rules))
      let found = try filter.explain(bytes(path), isDirectory: path == "docs")
      #expect(found.rule?.line == expected.line, "\(engine) on \(path)")
      #expect(found.ignored == expected.ignored, "\(engine) on \(path)")
      #expect(found.viaParent == expected.via.map(bytes), "\(engine) on \(path)")
      #expect(found.notEntered == expected.notEntered.map(bytes), "\(engine) on \(path)")
    }
  }

  @Test("kaniko's directory is the one with as many names as the rule")
  func kanikoDirectory() throws {
    var filter = try EngineFilter(.kaniko, ignoreFile: bytes("a\n!a/b\na\n*/b"))
    let found = try filter.explain(bytes("a/b/c/d"), isDirectory: false)
    #expect(found.ignored && found.rule?.line == 3 && found.viaParent == bytes("a"))
    var wild = try EngineFilter(.kaniko, ignoreFile: bytes("x/*"))
    #expect(try wild.explain(bytes("x/b/c/d"), isDirectory: false).viaParent == bytes("x/b"))
  }

  @Test("a rule is shown as it is written")
  func sources() throws {
    for engine in [IgnoreEngine.buildkit, .classic, .buildah, .kaniko] {
      var filter = try EngineFilter(engine, ignoreFile: bytes("# c\n*\r\n  !/a/ \r\n"))
      let kept = try filter.explain(bytes("a"), isDirectory: true)
      #expect(kept.rule?.line == 3 && kept.rule?.source == bytes("!/a/") && kept.rule?.negated == true, "\(engine)")
    }
  }
}

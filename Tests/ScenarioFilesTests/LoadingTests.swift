import Model
import ScenarioFiles
import Testing

@Suite("loading scenarios")
struct LoadingTests {
  private func load(_ text: String) throws -> Scenario {
    try ScenarioLoader.load(Array(text.utf8), file: "dir/demo.yml").scenario
  }

  /// `line:column message` of every mistake.
  private func mistakes(_ text: String) -> [String] {
    do {
      _ = try load(text)
      return []
    } catch let error as ScenarioMistakes {
      return error.mistakes.map { "\($0.line):\($0.column) \($0.message)" }
    } catch {
      return ["\(error)"]
    }
  }

  private static let commit = "schemaVersion: 1\nrepo:\n  synthetic:\n    commits:\n      - files:\n"

  @Test("defaults")
  func defaults() throws {
    let scenario = try load(Self.commit + "          a: x\n")
    #expect(scenario.name == "demo")
    #expect(scenario.vary.runs == 3)
    #expect(scenario.vary.axes == Axis.usual(building: false))
    #expect(scenario.observe == [.context, .locks])
    #expect(scenario.expect.verdict == .passed)
    #expect(scenario.usesRecord)
    #expect(scenario.context == ContextChoice(directory: ".", dockerfile: "Dockerfile"))
  }

  @Test(
    "a scalar stays what was written",
    arguments: ["1.10", "022", "no", "12:30:45", "1e3", "0o22", "1_000", "2024-01-01", ".inf", "12345678901234567890"])
  func scalars(text: String) throws {
    let scenario = try load(Self.commit + "          a: \(text)\ntags: [\(text)]\n")
    #expect(scenario.tags == [text])
    guard case .synthetic(let recipe, _) = scenario.repository else {
      Issue.record("not synthetic")
      return
    }
    #expect(recipe.commits.first?.files.first?.action == .file(content: FileContent(text), executable: false))
  }

  @Test("a recipe in full")
  func recipe() throws {
    let scenario = try load(
      """
      schemaVersion: 1
      name: full
      tags: [a, b]
      repo:
        synthetic:
          commits:
            - id: first
              message: one
              author: Ann <ann@example.org>
              date: 2024-02-29T12:00:00Z
              files:
                run.sh: { content: "x", executable: true }
                run2: y
                link: { symlink: run.sh }
                sub: { submodule: 0123456789012345678901234567890123456789 }
            - files:
                link: { delete: true }
          branches: { stable: first }
          tags: { v1: first, v2: { annotated: "two" }, v3: 2 }
          worktree:
            run.sh: { crlf: true }
            new/file: text
            run2: { chmod: "0755" }
            info: { stamp: [timezone, path] }
        rev: v1
      context: { dir: app, dockerfile: Dockerfile.prod }
      observe: [locks]
      vary: { runs: 2, axes: [order, umask] }
      expect:
        verdict: failed
        causes: [lock.stale]
        locks: { poetry.lock: { grade: A, fresh: unknown, packages: 3 } }
        worktree: different
      record: false
      """)
    guard case .synthetic(let recipe, "v1") = scenario.repository else {
      Issue.record("not synthetic at v1")
      return
    }
    #expect(recipe.commits.map(\.time) == [1_709_208_000, CommitRecipe.firstTime + 3600])
    #expect(recipe.commits[0].authorName == "Ann" && recipe.commits[0].authorEmail == "ann@example.org")
    #expect(recipe.branches == [RefRecipe(name: "stable", commit: 0)])
    #expect(recipe.tags.map(\.commit) == [0, 1, 1])
    #expect(recipe.tags.map(\.message) == [nil, "two", nil])
    #expect(
      recipe.edits.map(\.action) == [
        .crlf, .write(content: FileContent("text"), executable: false), .chmod(permissions: 0o755),
        .stamp(axes: [.timezone, .path]),
      ])
    #expect(scenario.vary == VariationPlan(runs: 2, axes: [.umask, .order]))
    #expect(
      scenario.expect.locks == [LockExpectation(path: "poetry.lock", grade: "A", freshness: "unknown", packages: 3)])
    #expect(!scenario.usesRecord)
  }

  @Test("every mistake is found in one pass, in the order of the file")
  func allMistakes() {
    let found = mistakes(
      """
      schemaVersion: 2
      nam: x
      repo:
        synthetic:
          commits:
            - files: { ../x: 1, ok: { contet: 3 } }
      expect: { verdict: pased }
      vary: { runs: many, axes: [umsk] }
      """)
    #expect(found.count == 8)
    #expect(found.first == "1:16 this version of Lockstep reads schemaVersion: 1 only")
    #expect(found.contains { $0.hasPrefix("2:1 ") && $0.contains("did you mean \"name\"?") })
    #expect(found.contains { $0.hasPrefix("6:18 ") && $0.contains("\"..\"") })
    #expect(found.contains { $0.contains("did you mean \"content\"?") })
    #expect(found.contains { $0.contains("did you mean \"passed\"?") })
    #expect(found.contains { $0.contains("a whole number from 1 to 100") })
    #expect(found.contains { $0.contains("did you mean \"umask\"?") })
  }

  @Test("a message shows the line and a caret below the place")
  func rendering() {
    #expect(throws: ScenarioMistakes.self) { try load("schemaVersion: 1\nrepo: {pth: x}\n") }
    do {
      _ = try load("schemaVersion: 1\nrepo: {pth: x}\n")
    } catch let error as ScenarioMistakes {
      #expect(
        error.mistakes.first?.rendered == """
          dir/demo.yml:2:7: error: "repo" needs one of synthetic, path, worktree
            repo: {pth: x}
                  ^
          """)
    } catch {
      Issue.record("\(error)")
    }
  }

  @Test(
    "paths that would leave the tree or change the repository are refused",
    arguments: [
      "../x", "/etc/x", "a/../b", ".git/config", "a/.GIT/x", "a//b", ".", "a/", "./a",
      // To Swift a slash and a combining mark are one character; to the file system they are two.
      "../\u{301}x", "a/../\u{301}x", ".git/\u{301}",
    ])
  func paths(path: String) {
    #expect(mistakes(Self.commit + "          \"\(path)\": x\n").count == 1)
  }

  @Test(
    "what cannot be a scenario is one clear mistake",
    arguments: [
      ("", "empty"), ("[a, b]\n", "mapping"), ("a: [\n", "not valid YAML"), ("a: 1\na: 2\n", "more than once"),
      ("a: &a [*a]\n", "not valid YAML"), ("a: !!python/object:os.system x\n", "tag"),
      ("schemaVersion: 1\nrepo: {path: a, worktree: b}\n", "true or false"),
      ("schemaVersion: 1\nrepo: {synthetic: {commits: []}}\n", "at least one commit"),
      ("schemaVersion: 1\nrepo: {worktree: a, rev: b}\n", "exclude each other"),
      (commit + "          a: x\n          a/b: y\n", "cannot be a directory"),
    ])
  func refused(text: String, message: String) {
    let found = mistakes(text)
    #expect(found.contains { $0.contains(message) }, "\(found)")
  }

  @Test("aliases count each time they are used, and nesting has a limit")
  func bombs() {
    var bomb = "l0: &l0 [x,x,x,x,x,x,x,x,x]\n"
    for level in 1...8 {
      bomb += "l\(level): &l\(level) [" + Array(repeating: "*l\(level - 1)", count: 9).joined(separator: ",") + "]\n"
    }
    let clock = ContinuousClock()
    let elapsed = clock.measure {
      #expect(mistakes(bomb).contains { $0.contains("nodes") })
      #expect(mistakes("a: " + String(repeating: "[", count: 200) + String(repeating: "]", count: 200)).count == 1)
      #expect(mistakes(String(repeating: "[", count: 100_000)).count == 1)
      #expect(mistakes(String(repeating: "- ", count: 100_000)).count == 1)
    }
    #expect(elapsed < .seconds(5))
  }

  @Test("what a message quotes cannot act on a terminal")
  func quoting() {
    do {
      _ = try load("schemaVersion: 1\nrepo: {path: a}\nexpect: {verdict: failed, causes: [\"\\e[2Jx\"]}\n")
      Issue.record("accepted")
    } catch let error as ScenarioMistakes {
      #expect(error.mistakes.first?.rendered.contains("\\u{1b}[2Jx") == true)
      #expect(error.mistakes.first?.rendered.unicodeScalars.contains("\u{1B}") == false)
    } catch {
      Issue.record("\(error)")
    }
  }

  @Test("CRLF and a byte order mark are no matter, and the line is shown all the same")
  func lineEnds() throws {
    let text = "\u{FEFF}schemaVersion: 1\r\nrepo: {path: a}\r\nnam: x\r\n"
    do {
      _ = try load(text)
      Issue.record("accepted")
    } catch let error as ScenarioMistakes {
      #expect(error.mistakes.map(\.source) == ["nam: x"])
      #expect(error.mistakes.first?.rendered.hasSuffix("\n  nam: x\n  ^") == true)
    }
    #expect(
      try load("\u{FEFF}schemaVersion: 1\r\nrepo: {path: a}\r\n").repository == .repository(path: "a", revision: "HEAD")
    )
  }

  @Test("a line that is not UTF-8 is named")
  func encoding() {
    do {
      _ = try ScenarioLoader.load(Array("schemaVersion: 1\n# ".utf8) + [0xFF, 0x0A], file: "x.yml")
      Issue.record("accepted")
    } catch {
      #expect(error.mistakes.map(\.line) == [2])
    }
  }
}

import Foundation
import TestSupport
import Testing

@Suite("the cause in the data")
struct CauseTests {
  /// Two directories, the second after `change`, a line of shell, and what `context diff` says of them.
  private func difference(_ change: String, _ options: String...) throws -> Workspace.Result {
    let workspace = try Workspace()
    try workspace.write("a/text.txt", "one\ntwo\n")
    try workspace.write("a/run.sh", "#!/bin/sh\n", mode: 0o755)
    try workspace.write("a/.dockerignore", ".dockerignore\n")
    let made = try workspace.shell(
      "ln -s text.txt a/link && mkdir a/d && echo x >a/d/x && cp -a a b && cd b && \(change)")
    try #require(made.status == 0, "\(made.errors)")
    return try workspace.lockstep(arguments: ["context", "diff", "a", "b"] + options)
  }

  @Test(
    "context diff names the attributes",
    arguments: [
      ("sed -i 's/$/\\r/' text.txt", "eol.crlf: 1 file LF vs CRLF; nothing else differs"),
      ("chmod 644 run.sh", "mode.executable: 1 file 0755 vs 0644; nothing else differs"),
      ("ln -sfn run.sh link", "link.target: 1 link text.txt vs run.sh; nothing else differs"),
      ("rm link && printf text.txt >link", "link.as-file: 1 link link vs file; nothing else differs"),
      ("mv text.txt TEXT.txt", "path.case: 1 path; nothing else differs"),
      ("mkdir e", "directory.empty: 1 directory absent vs there; nothing else differs"),
      ("echo d >>.dockerignore", "ignore.rule: 1 path kept vs ignored; nothing else differs"),
      ("rm -r d", "path.removed: 1 path; nothing else differs"),
      ("echo more >>text.txt", "content: 1 file; nothing else differs"),
    ])
  func attributes(_ change: String, _ cause: String) throws {
    let result = try difference(change)
    #expect(result.status == 1, "\(result.errors)")
    #expect(result.output.contains("cause    " + cause), "\(result.output)")
    let json = try difference(change, "--json").json()
    let causes = try #require(json["causes"] as? [[String: Any]])
    #expect(causes.map { $0["code"] as? String } == [String(cause.prefix { $0 != ":" })])
  }

  @Test("what lockstep-v1 does not hash is told and is no difference")
  func notHashed() throws {
    let modes = try difference("chmod 664 text.txt d/x && chmod 775 d")
    #expect(modes.status == 0 && modes.output.isEmpty)
    #expect(modes.errors.contains("not in lockstep-v1: mode.umask: 3 entries"))
    #expect(modes.errors.contains("set umask 022"))
    let attributes = try difference("setfattr -n user.x -v 1 text.txt || true", "--json").json()
    #expect(attributes["same"] as? Bool == true)
    let same = try difference("true")
    #expect(same.status == 0 && same.output.isEmpty && !same.errors.contains("not in lockstep-v1"))
  }

  @Test("a commit's bytes are compared as they are checked out", .enabled(if: Workspace.hasGit, "needs git"))
  func commit() throws {
    let workspace = try Workspace()
    try workspace.write(".gitattributes", "*.txt text eol=crlf\n")
    try workspace.write(".dockerignore", ".git\n")
    try workspace.write("a.txt", "one\ntwo\n")
    try workspace.makeRepository()
    let result = try workspace.lockstep("context", "diff", "--rev", "HEAD")
    #expect(result.output.contains("cause    eol.crlf: 1 file CRLF vs LF; nothing else differs"), "\(result.output)")
  }

  @Test("diffoscope gets the pair where it is installed, else one line says that it is not")
  func diffoscope() throws {
    let workspace = try Workspace()
    try workspace.write("a/f", "1")
    try workspace.write("b/f", "2")
    let missing = try workspace.lockstep("context", "diff", "a", "b", "--diffoscope", environment: ["PATH": "/nowhere"])
    #expect(missing.status == 1)
    #expect(missing.errors.contains("diffoscope: it is not installed"))
    try workspace.write("bin/diffoscope", "#!/bin/sh\necho \"handed over $*\"\nexit 1\n", mode: 0o755)
    let path = workspace.work + "/bin:/usr/bin:/bin"
    let there = try workspace.lockstep("context", "diff", "a", "b", "--diffoscope", environment: ["PATH": path])
    #expect(there.status == 1)
    #expect(there.output.contains("handed over -- a b"))
    #expect(try workspace.lockstep("context", "diff", "a", "b", "--diffoscope", "--json").status == 2)
  }

  private static let stamped = """
    schemaVersion: 1
    name: stamped
    record: false
    repo:
      synthetic:
        commits:
          - files: { a: b }
        worktree:
          build-info.txt: { stamp: [timezone] }

    """

  @Test("run names the causes behind the disagreement, and none where it is what was expected")
  func runs() throws {
    let workspace = try Workspace()
    try workspace.write("s.yml", Self.stamped)
    let result = try workspace.lockstep("run", "s.yml", "--json")
    #expect(result.status == 3)
    let codes = try Self.codes(result)
    #expect(codes.first == "runs.disagree" && codes.contains("content"), "\(codes)")
    try workspace.write("s.yml", Self.stamped + "expect: { verdict: nondeterministic, causes: [runs.disagree] }\n")
    let expected = try workspace.lockstep("run", "s.yml", "--json")
    #expect(expected.status == 0)
    #expect(try Self.codes(expected) == ["runs.disagree"])
    #expect(try workspace.leftovers().isEmpty)
  }

  @Test("a scenario that names an attribute is held to all of them")
  func named() throws {
    let workspace = try Workspace()
    for (causes, status) in [("content", 0), ("eol.crlf", 1), ("content, eol.crlf", 1)] as [(String, Int32)] {
      try workspace.write(
        "s.yml", Self.stamped + "expect: { verdict: nondeterministic, causes: [runs.disagree, \(causes)] }\n")
      let result = try workspace.lockstep("run", "s.yml")
      #expect((result.status == 0) == (status == 0), "\(causes): \(result.output)")
    }
  }

  @Test("a record that does not hold is explained by the record and the tree that is there")
  func record() throws {
    let workspace = try Workspace()
    func scenario(_ text: String, executable: Bool = false) -> String {
      """
      schemaVersion: 1
      name: recorded
      repo:
        synthetic:
          commits:
            - files: { a.txt: { content: "\(text)", executable: \(executable) } }

      """
    }
    try workspace.write("s.yml", scenario("one\\ntwo\\n"))
    #expect(try workspace.lockstep("run", "s.yml").status == 0)
    try workspace.write("s.yml", scenario("one\\r\\ntwo\\r\\n", executable: true))
    let result = try workspace.lockstep("run", "--check", "s.yml", "--json")
    #expect(result.status == 1)
    #expect(try Self.codes(result).filter { $0 != "record.differs" } == ["mode.executable", "eol.crlf"])
    try workspace.write("s.yml", scenario("one\\ntwo\\n"))
    #expect(try Self.codes(try workspace.lockstep("run", "--check", "s.yml", "--json")).isEmpty)
    #expect(try workspace.leftovers().isEmpty)
  }

  @Test("run --diffoscope keeps the trees and says where")
  func keptTrees() throws {
    let workspace = try Workspace()
    try workspace.write("s.yml", Self.stamped)
    let result = try workspace.lockstep("run", "s.yml", "--diffoscope", environment: ["PATH": "/nowhere"])
    #expect(result.status == 3)
    let kept = try #require(try workspace.leftovers().first)
    #expect(result.errors.contains("\(kept)/first and "))
    for side in ["first", "second"] {
      #expect(workspace.exists("../tmp/\(kept)/\(side)/build-info.txt"))
    }
  }

  private static func codes(_ result: Workspace.Result) throws -> [String] {
    let scenarios = try #require(try result.json()["scenarios"] as? [[String: Any]])
    let causes = try #require(scenarios.first?["causes"] as? [[String: Any]])
    return causes.compactMap { $0["code"] as? String }
  }
}

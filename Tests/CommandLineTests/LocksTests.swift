import Foundation
import TestSupport
import Testing

@Suite("lockstep locks")
struct LocksTests {
  static let hash = "sha256:" + String(repeating: "a", count: 64)

  private func sample() throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write("requirements.txt", "flask>=2.0\nclick\nrich\nattrs\nsix==1\n")
    try workspace.write(".venv/requirements.txt", "x==1\n")
    try workspace.write("sub/hashed-requirements.txt", "x==1 --hash=\(Self.hash)\n")
    try workspace.write("sub/.python-version", "3.11.7\n")
    return workspace
  }

  private func locks(_ result: Workspace.Result) throws -> [[String: Any]] {
    try #require(try result.json()["lockfiles"] as? [[String: Any]], "\(result.errors)")
  }

  private func paths(_ result: Workspace.Result) throws -> [String] {
    try locks(result).compactMap { $0["path"] as? String }
  }

  @Test("a table, and a few findings of each file below it")
  func table() throws {
    let workspace = try sample()
    let result = try workspace.lockstep("locks")
    let semantic = try locks(workspace.lockstep("locks", "--json")).compactMap {
      (($0["digests"] as? [String: Any])?["semantic"] as? String)?.dropFirst(7).prefix(12)
    }
    #expect(result.status == 0 && result.errors.isEmpty && semantic.count == 3)
    #expect(
      result.output == """
        LOCKFILE                     FORMAT            PACKAGES  GRADE  FRESH    SEMANTIC
        requirements.txt             requirements.txt         5  C      unknown  \(semantic[0])
        sub/.python-version          .python-version          1  B      unknown  \(semantic[1])
        sub/hashed-requirements.txt  requirements.txt         1  A      unknown  \(semantic[2])

        requirements.txt:1: flask>=2.0 is a range, not a version [unpinned]
        requirements.txt:2: click has no version [unpinned]
        requirements.txt:3: rich has no version [unpinned]
        requirements.txt: 2 findings more, shown with -v

        sub/.python-version: .python-version has no place for hashes [hash.unsupported]

        """)
    #expect(!result.output.contains("\u{1B}"))
    #expect(try workspace.lockstep("locks", "--color", "always").output.contains("\u{1B}["))
    let one = try workspace.lockstep("locks", "--findings", "1").output
    #expect(one.contains("requirements.txt: 4 findings more") && !one.contains("requirements.txt:2:"))
    #expect(try workspace.lockstep("locks", "--findings", "-1").status == 2)
    let verbose = try workspace.lockstep("locks", "-v").output
    for text in [
      "requirements.txt:4: attrs has no version", "requirements.txt:5: six has no hash",
      "unknown   requirements files do not record what they were made from", "bytes     sha256:", "semantic  sha256:",
    ] { #expect(verbose.contains(text), "\(text)") }
  }

  @Test("folders that tools fill are left out, and shown when asked for")
  func foreign() throws {
    let workspace = try sample()
    try workspace.write(".git/refs/heads/requirements.txt", "0123\n")
    try workspace.write("node_modules/a/requirements.txt", "x==1\n")
    let plain = ["requirements.txt", "sub/.python-version", "sub/hashed-requirements.txt"]
    #expect(try paths(workspace.lockstep("locks", "--json")) == plain)
    let all = try workspace.lockstep("locks", "--json", "--all")
    #expect(
      try paths(all) == [".venv/requirements.txt", "node_modules/a/requirements.txt"] + plain.filter { $0 != "." })
    // Whoever names a folder means it.
    #expect(try paths(workspace.lockstep("locks", "--json", ".venv")) == ["requirements.txt"])
  }

  @Test("the JSON has the same keys for every lockfile, null where nothing is known")
  func json() throws {
    let workspace = try sample()
    let document = try workspace.lockstep("locks", "--json").json()
    #expect(Set(document.keys) == ["schema", "lockfiles", "consistency"])
    #expect(document["schema"] as? String == "lockstep-locks/v1")
    let locks = try #require(document["lockfiles"] as? [[String: Any]])
    for lock in locks {
      #expect(
        Set(lock.keys) == [
          "path", "format", "formatVersion", "packageCount", "packages", "grade", "findings", "fresh", "freshRule",
          "freshTool", "freshChanges", "settings", "references", "targets", "digests",
        ])
      for package in try #require(lock["packages"] as? [[String: Any]]) {
        #expect(
          Set(package.keys) == [
            "ecosystem", "name", "version", "build", "source", "hashes", "marker", "extras", "groups", "constraint",
          ])
      }
      for finding in try #require(lock["findings"] as? [[String: Any]]) {
        #expect(Set(finding.keys) == ["code", "file", "line", "message"])
      }
    }
    #expect(locks[0]["fresh"] is NSNull && locks[0]["formatVersion"] is NSNull)
    #expect(locks[0]["packageCount"] as? Int == 5 && (locks[0]["packages"] as? [Any])?.count == 5)
    let first = try #require((locks[2]["packages"] as? [[String: Any]])?.first)
    #expect(first["name"] as? String == "x" && first["version"] as? String == "1" && first["marker"] is NSNull)
    #expect(first["hashes"] as? [String] == [Self.hash])
    let again = try workspace.lockstep("locks", "--json")
    #expect(try again.output == workspace.lockstep("locks", "--json").output)
  }

  @Test("a stale lock says which rule, and what changed")
  func stale() throws {
    let workspace = try Workspace()
    let fixtures = Workspace.project + "/Scenarios/fixtures"
    try #require(
      try workspace.shell(
        "cp '\(fixtures)/flask-compose-poetry/poetry.lock' '\(fixtures)/flask-compose-poetry-stale/pyproject.toml' ."
      ).status == 0)
    let lock = try #require(try locks(workspace.lockstep("locks", "--json")).first)
    #expect(
      lock["fresh"] as? Bool == false
        && lock["freshChanges"] as? [String] == ["tool.poetry.dependencies.gunicorn: not locked"])
    #expect(lock["freshRule"] as? String == "pyproject.toml has changed since the lock was written")
    let result = try workspace.lockstep("locks", "--fail-stale")
    #expect(result.status == 1 && result.output.contains("  stale  "))
    #expect(
      result.errors
        == "poetry.lock: stale: pyproject.toml has changed since the lock was written: tool.poetry.dependencies.gunicorn: not locked\n"
    )
    #expect(try workspace.lockstep("locks").status == 0)
    try #require(try workspace.shell("cp '\(fixtures)/flask-compose-poetry/pyproject.toml' .").status == 0)
    let fresh = try workspace.lockstep("locks", "--fail-stale", "--json")
    #expect(fresh.status == 0 && fresh.errors.isEmpty)
    let tool = try locks(fresh).first?["freshTool"] as? String
    #expect(tool?.hasPrefix("poetry ") == true)
  }

  @Test(
    "--min-grade fails for what is worse and names it",
    arguments: [
      ("A", 1, ["broken.txt", "requirements.txt", "sub/.python-version"]),
      ("b", 1, ["broken.txt", "requirements.txt"]), ("C", 1, ["broken.txt"]), ("U", 0, []), ("D", 2, nil),
    ])
  func minimumGrade(_ grade: String, _ status: Int32, _ names: [String]?) throws {
    let workspace = try sample()
    try workspace.write("broken.txt", "x")
    try workspace.write("requirements/broken.txt", "a ==== 1\n")
    let result = try workspace.lockstep("locks", "--min-grade", grade)
    #expect(result.status == status)
    guard let names else { return }
    let expected = names.map { $0 == "broken.txt" ? "requirements/broken.txt" : $0 }
    let found = result.errors.split(separator: "\n").map { String($0.prefix { $0 != ":" }) }
    #expect(Set(found) == Set(expected) && found.count == expected.count, "\(result.errors)")
    #expect(try workspace.lockstep("locks", "--min-grade", grade, "--json").status == status)
  }

  @Test("a lockfile that is too large to be read has no grade that would do")
  func tooLarge() throws {
    let workspace = try sample()
    try workspace.write("poetry.lock", "")
    let handle = try #require(FileHandle(forWritingAtPath: workspace.work + "/poetry.lock"))
    try handle.truncate(atOffset: 100 << 20)
    try handle.close()
    #expect(try workspace.lockstep("locks").status == 0)
    let result = try workspace.lockstep("locks", "--min-grade", "U")
    #expect(result.status == 1 && result.errors.contains("the lockfile poetry.lock is left out"), "\(result.errors)")
  }

  @Test("nothing found is one line and exit 4")
  func nothing() throws {
    let workspace = try Workspace()
    try workspace.write("empty/readme.md", "x\n")
    let result = try workspace.lockstep("locks", "empty")
    #expect(result.status == 4 && result.output.isEmpty)
    #expect(
      result.errors
        == "lockstep: SELECTION: no lockfile found in empty; those below node_modules, .venv and the like are "
        + "shown with --all\n")
    let json = try workspace.lockstep("locks", "empty", "--json")
    #expect(try json.status == 4 && locks(json).isEmpty)
    #expect(try workspace.lockstep("locks", "empty", "--min-grade", "U").status == 4)
    #expect(try workspace.lockstep("locks", "nope").status == 2)
    #expect(try workspace.lockstep("locks", "empty/readme.md").status == 2)
    #expect(try workspace.lockstep("locks", "empty", "--rev", "HEAD").status == 6)
  }

  @Test("a named file may include what lies above it in the repository, and nothing outside", arguments: [true, false])
  func above(inRepository: Bool) throws {
    guard Workspace.hasGit || !inRepository else { return }
    let workspace = try Workspace()
    try workspace.write("common.txt", "a==1\n")
    try workspace.write("sub/requirements.txt", "-r ../common.txt\nb==1\n")
    try workspace.write("sub/deep/requirements.txt", "-r ../../../outside.txt\n")
    if inRepository { try workspace.makeRepository() }
    for target in ["sub/requirements.txt", "sub"] {
      let result = try workspace.lockstep("locks", target, "--json")
      let lock = try #require(try locks(result).first { $0["path"] as? String == "requirements.txt" })
      #expect(lock["grade"] as? String == (inRepository ? "B" : "U"))
      let findings = try #require(lock["findings"] as? [[String: Any]])
      #expect(findings.first?["code"] as? String == (inRepository ? "hash.missing" : "include.outside"))
      #expect(!inRepository || findings.first?["file"] as? String == "../common.txt")
    }
    let outside = try #require(try locks(workspace.lockstep("locks", "sub/deep/requirements.txt", "--json")).first)
    #expect(outside["grade"] as? String == "U")
    guard inRepository else { return }
    for revision in [["sub", "--rev", "HEAD"], ["sub#HEAD"], [".#HEAD:sub"], ["sub/requirements.txt#HEAD"]] {
      let result = try workspace.lockstep(arguments: ["locks", "--json"] + revision)
      let lock = try #require(try locks(result).first { $0["path"] as? String == "requirements.txt" }, "\(revision)")
      #expect(lock["grade"] as? String == "B")
    }
  }

  @Test("revisions, their directories and files", .enabled(if: Workspace.hasGit, "needs git"))
  func revisions() throws {
    let workspace = try sample()
    try workspace.makeRepository()
    try #require(try workspace.shell("git rm -q -r sub && git commit -qm d").status == 0)
    try workspace.write("untracked-requirements.txt", "x==1\n")
    #expect(try paths(workspace.lockstep("locks", "--json", "--rev", "HEAD")) == ["requirements.txt"])
    let old = ["requirements.txt", "sub/.python-version", "sub/hashed-requirements.txt"]
    #expect(try paths(workspace.lockstep("locks", "--json", ".#HEAD~1")) == old)
    #expect(
      try paths(workspace.lockstep("locks", "--json", ".#HEAD~1:sub")) == [
        ".python-version", "hashed-requirements.txt",
      ])
    #expect(try paths(workspace.lockstep("locks", "--json", ".#HEAD~1:sub/.python-version")) == [".python-version"])
    #expect(try paths(workspace.lockstep("locks", "--json", "--rev", "HEAD~1:sub", ".")).count == 2)
    try workspace.write("sub/x", "")
    #expect(
      try paths(workspace.lockstep("locks", "--json", "sub/.python-version", "--rev", "HEAD~1")) == [".python-version"])
    for wrong in [".#HEAD:sub", ".#nope", "requirements.txt#HEAD:sub", "nope/x#HEAD", "sub/nope#HEAD~1"] {
      #expect(try [2, 6].contains(workspace.lockstep("locks", wrong).status), "\(wrong)")
    }
    try #require(try workspace.shell("git clone -q --bare . ../bare.git").status == 0)
    #expect(try paths(workspace.lockstep("locks", "--json", "../bare.git#HEAD~1")) == old)
  }

  @Test("a lockfile that cannot be read is said, and the others are shown")
  func unreadable() throws {
    let workspace = try sample()
    try #require(try workspace.shell("truncate -s 65M big-requirements.txt").status == 0)
    let result = try workspace.lockstep("locks")
    #expect(result.status == 0 && result.errors.hasPrefix("warning: the lockfile big-requirements.txt is left out: "))
    #expect(result.output.contains("sub/.python-version"))
    #expect(try workspace.lockstep("locks", "big-requirements.txt").status == 7)
    try workspace.write("ev\u{1B}il-requirements.txt", "a\u{1B}[31m\n")
    #expect(try !workspace.lockstep("locks", "-v").output.contains("\u{1B}"))
  }
}

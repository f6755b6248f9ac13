import Foundation
import TestSupport
import Testing

@Suite("lockstep locks diff")
struct LocksDiffTests {
  private static let a = "sha256:" + String(repeating: "a", count: 64)
  private static let b = "sha256:" + String(repeating: "b", count: 64)

  private static func poetry(_ packages: String, python: String = "^3.9") -> String {
    packages + "\n[metadata]\nlock-version = \"2.1\"\npython-versions = \"\(python)\"\ncontent-hash = \"x\"\n"
  }

  private static func package(
    _ name: String, _ version: String, _ rest: String = "groups = [\"main\"]", hash: String = a
  )
    -> String
  {
    "[[package]]\nname = \"\(name)\"\nversion = \"\(version)\"\n\(rest)\n"
      + "files = [{file = \"x.whl\", hash = \"\(hash)\"}]\n\n"
  }

  private static let base = poetry(package("flask", "3.0.0") + package("click", "8.1.7"))

  @Test(
    "what changed in a lock",
    arguments: [
      (base, 0, "same", "", [String]()),
      ("# a comment\r\n" + base.replacing("\n", with: "\r\n"), 0, "cosmetic", "other bytes, the same meaning", []),
      (
        poetry(package("flask", "3.0.2") + package("click", "8.1.7")), 1, "semantic", "another meaning",
        ["upgraded  flask  3.0.0 → 3.0.2"]
      ),
      (
        poetry(package("flask", "2.10") + package("click", "8.1.7", hash: b)), 1, "semantic", "another meaning",
        ["re-hashed   click  8.1.7: 1 hash more, 1 less", "downgraded  flask  3.0.0 → 2.10"]
      ),
      (
        poetry(package("flask", "3.0.0", "groups = [\"dev\"]\nmarkers = \"os_name == 'nt'\"") + package("gone", "1")),
        1,
        "semantic", "another meaning",
        [
          "removed  click  8.1.7", "marker   flask  none → os_name == \"nt\"", "groups   flask  main → dev",
          "added    gone   1",
        ]
      ),
      (
        poetry(
          package("flask", "3.0.0")
            + package("click", "8.1.7").replacing(
              "files",
              with: "source = {type = \"legacy\", "
                + "url = \"https://me:pw@h/simple\"}\nfiles"), python: "^3.10"), 1, "semantic", "another meaning",
        ["source   click            none → https://h/simple", "setting  python-versions  ^3.9 → ^3.10"]
      ),
      ("[[package]\n", 1, "unknown", "not comparable: one of both cannot be read", []),
    ])
  func changes(_ text: String, _ status: Int32, _ level: String, _ verdict: String, _ lines: [String]) throws {
    let workspace = try Workspace()
    try workspace.write("a/poetry.lock", Self.base)
    try workspace.write("b/poetry.lock", text)
    for pair in [["a", "b"], ["a/poetry.lock", "b/poetry.lock"], ["a", "b/poetry.lock"]] {
      let result = try workspace.lockstep(arguments: ["locks", "diff"] + pair)
      #expect(result.status == status, "\(result.errors)")
      let body = verdict.isEmpty ? "" : "poetry.lock: \(verdict)\n"
      #expect(result.output == body + lines.map { "  \($0)\n" }.joined())
      #expect(result.errors.hasPrefix("1 lockfile: 1 "))
      let json = try workspace.lockstep(arguments: ["locks", "diff", "--json"] + pair).json()
      #expect(json["schema"] as? String == "lockstep-locks-diff/v1" && json["same"] as? Bool == (status == 0))
      let lock = try #require((json["lockfiles"] as? [[String: Any]])?.first)
      #expect(lock["level"] as? String == level)
      #expect(Set(lock.keys) == ["a", "b", "level", "packages", "settings", "targets"])
    }
  }

  @Test("reports take the place of what they were made of, on both sides")
  func reports() throws {
    let workspace = try Workspace()
    try workspace.write("a/poetry.lock", Self.base)
    try workspace.write("a/requirements.txt", "x==1\n")
    try workspace.write("b/poetry.lock", Self.poetry(Self.package("flask", "3.0.2")))
    try workspace.write("b/sub/requirements.txt", "x==1\n")
    for side in ["a", "b"] {
      try workspace.write("\(side).json", try workspace.lockstep("locks", "--json", side).output)
    }
    for flags in [[], ["--json"], ["-v"]] {
      let expected = try workspace.lockstep(arguments: ["locks", "diff", "a", "b"] + flags)
      #expect(expected.status == 1)
      for pair in [["a.json", "b.json"], ["a", "b.json"], ["a.json", "b"]] {
        let result = try workspace.lockstep(arguments: ["locks", "diff"] + pair + flags)
        #expect(result.status == 1 && result.output == expected.output, "\(pair): \(result.errors)")
      }
    }
    let text = try workspace.lockstep("locks", "diff", "a", "b").output
    #expect(text.contains("requirements.txt: only in A\n") && text.contains("sub/requirements.txt: only in B\n"))
    #expect(try workspace.lockstep("locks", "diff", "a.json", "a").status == 0)
    #expect(
      try workspace.lockstep("locks", "diff", "-v", "a", "a").output
        == "poetry.lock: the same\nrequirements.txt: the same\n")
  }

  @Test(
    "a damaged report is refused with the key that is wrong",
    arguments: [
      ("\"packageCount\" : 2", "\"packageCount\" : \"2\"", "lockfiles[0].packageCount"),
      ("\"grade\" :", "\"gread\" :", "lockfiles[0].grade: is missing"),
      ("lockstep-locks/v1", "lockstep-locks/v9", "is not known to this version"),
      ("lockstep-locks/v1", "lockstep-locks-diff/v1", "is not known to this version"),
    ])
  func damaged(_ old: String, _ new: String, _ message: String) throws {
    let workspace = try Workspace()
    try workspace.write("poetry.lock", Self.base)
    let report = try workspace.lockstep("locks", "--json").output
    #expect(report.contains(old))
    try workspace.write("a.json", report.replacing(old, with: new))
    let result = try workspace.lockstep("locks", "diff", "a.json", ".")
    #expect(result.status == 2 && result.errors.contains("the report a.json: ") && result.errors.contains(message))
  }

  @Test("two files of other names, and what cannot be paired")
  func names() throws {
    let workspace = try Workspace()
    try workspace.write("old-requirements.txt", "a==1\nb==1 ; os_name == 'nt'\nb==2 ; os_name != 'nt'\n")
    try workspace.write("new/requirements.txt", "b==3 ; os_name == 'nt'\nb==2 ; os_name != 'nt'\na>=1\n")
    let result = try workspace.lockstep("locks", "diff", "old-requirements.txt", "new/requirements.txt")
    #expect(
      result.output == """
        old-requirements.txt → requirements.txt: another meaning
          version   a  1 → >=1
          upgraded  b  1 → 3

        """)
    let missing = try workspace.lockstep("locks", "diff", "old-requirements.txt", "new")
    #expect(missing.status == 2 && missing.errors.contains("has no lockfile old-requirements.txt"))
    try workspace.write("x/requirements.txt", "a==1\n")
    try workspace.write("y/requirements.txt", "a==1\n")
    let several = try workspace.lockstep("locks", "diff", "new/requirements.txt", ".")
    #expect(several.status == 0 || several.errors.isEmpty == false)
    try workspace.write("empty/x", "")
    #expect(try workspace.lockstep("locks", "diff", "empty", "empty").status == 4)
    #expect(try workspace.lockstep("locks", "diff", "empty", "x").output == "requirements.txt: only in B\n")
    #expect(try workspace.lockstep("locks", "diff", "x", "nope").status == 2)
    #expect(try workspace.lockstep("locks", "diff", "x").status == 2)
  }

  @Test("revisions against the working tree", .enabled(if: Workspace.hasGit, "needs git"))
  func revisions() throws {
    let workspace = try Workspace()
    try workspace.write("sub/poetry.lock", Self.base)
    try workspace.makeRepository()
    try workspace.write("sub/poetry.lock", Self.poetry(Self.package("flask", "3.0.0")))
    for pair in [
      [".#HEAD", "."], ["sub#HEAD", "sub"], ["sub/poetry.lock#HEAD", "sub/poetry.lock"],
      [".#HEAD:sub/poetry.lock", "sub/poetry.lock"], [".#HEAD", "sub/poetry.lock"],
    ] {
      let result = try workspace.lockstep(arguments: ["locks", "diff"] + pair)
      #expect(
        result.status == 1 && result.output.hasSuffix("poetry.lock: another meaning\n  removed  click  8.1.7\n"),
        "\(pair)")
    }
  }

  @Test("many changes are cut, and shown with -v; as many packages of one name are no matter")
  func many() throws {
    let workspace = try Workspace()
    try workspace.write("a/requirements.txt", (1...30).map { "p\($0)==1\n" }.joined())
    try workspace.write("b/requirements.txt", (1...30).map { "p\($0)==2\n" }.joined())
    let result = try workspace.lockstep("locks", "diff", "a", "b").output.split(separator: "\n")
    #expect(result.count == 22 && result.last == "  10 more, shown with -v")
    #expect(try workspace.lockstep("locks", "diff", "-v", "a", "b").output.split(separator: "\n").count == 31)
    try workspace.write("a/requirements.txt", (1...5000).map { "p==\($0)\n" }.joined())
    try workspace.write("b/requirements.txt", (5001...10_000).map { "p==\($0)\n" }.joined())
    #expect(try workspace.lockstep("locks", "diff", "a", "b").status == 1)
  }
}

@Suite("locks for a target")
struct LocksTargetTests {
  private static let a = "sha256:" + String(repeating: "a", count: 64)
  private static let b = "sha256:" + String(repeating: "b", count: 64)

  private func sample() throws -> Workspace {
    let workspace = try Workspace()
    func lock(_ windows: String) -> String {
      """
      [[package]]
      name = "colorama"
      version = "\(windows)"
      markers = "sys_platform == 'win32'"
      groups = ["main"]
      files = [{file = "colorama-\(windows)-py3-none-any.whl", hash = "\(Self.a)"}]

      [[package]]
      name = "built"
      version = "1"
      groups = ["main"]
      files = [{file = "built-1.tar.gz", hash = "\(Self.b)"}]

      [metadata]
      lock-version = "2.1"
      python-versions = "*"
      content-hash = "x"
      """
    }
    try workspace.write("a/poetry.lock", lock("1"))
    try workspace.write("b/poetry.lock", lock("2"))
    try workspace.write("a/.python-version", "3.11.7\n")
    try workspace.write("b/.python-version", "3.11.8\n")
    return workspace
  }

  @Test("digests and findings of each target")
  func digests() throws {
    let workspace = try sample()
    let arguments = ["--target", "py3.11-Linux-amd64", "--target", "py3.11-windows-x86_64"]
    let result = try workspace.lockstep(arguments: ["locks", "a/poetry.lock", "--json"] + arguments)
    let lock = try #require((try result.json()["lockfiles"] as? [[String: Any]])?.first, "\(result.errors)")
    let digests = try #require((lock["digests"] as? [String: Any])?["targets"] as? [String: String])
    #expect(Set(digests.keys) == ["py3.11-linux-x86_64", "py3.11-windows-x86_64"] && Set(digests.values).count == 2)
    let targets = try #require(lock["targets"] as? [[String: Any]])
    #expect(targets.map { $0["packageCount"] as? Int } == [1, 2])
    #expect(((targets[0]["findings"] as? [[String: Any]])?.first)?["code"] as? String == "target.sdist-only")
    let text = try workspace.lockstep(arguments: ["locks", "a"] + arguments).output
    #expect(text.contains("\non py3.11-linux-x86_64\n  .python-version  -             "))
    #expect(text.contains("1 package\n") && text.contains("2 packages\n") && text.contains("[target.sdist-only]\n"))
    let wrong = try workspace.lockstep("locks", "a", "--target", "sparc")
    #expect(wrong.status == 2 && wrong.errors.contains("sparc"))
    let plain = try #require(
      (try workspace.lockstep("locks", "a", "--json").json()["lockfiles"] as? [[String: Any]])?.last)
    #expect(Set((plain["digests"] as? [String: Any] ?? [:]).keys) == ["bytes", "semantic"])
  }

  @Test("equal for these targets, different for those, of files and of reports")
  func comparison() throws {
    let workspace = try sample()
    let linux = ["--target", "py3.11-linux-x86_64"]
    let windows = ["--target", "py3.11-windows-x86_64"]
    for side in ["a", "b"] {
      let report = try workspace.lockstep(arguments: ["locks", "\(side)/poetry.lock", "--json"] + linux + windows)
      try workspace.write("\(side).json", report.output)
    }
    for pair in [["a/poetry.lock", "b/poetry.lock"], ["a.json", "b.json"], ["a.json", "b/poetry.lock"]] {
      func diff(_ arguments: [String]) throws -> Workspace.Result {
        try workspace.lockstep(arguments: ["locks", "diff"] + pair + arguments)
      }
      #expect(try diff([]).status == 1 && diff(linux).status == 0 && diff(windows).status == 1)
      #expect(
        try diff(linux + windows).output == """
          poetry.lock: another meaning; equal for py3.11-linux-x86_64; different for py3.11-windows-x86_64
            upgraded  colorama  1 → 2

          """)
      let json = try diff(linux + ["--json"]).json()
      let lock = try #require((json["lockfiles"] as? [[String: Any]])?.first)
      #expect(json["same"] as? Bool == true && lock["level"] as? String == "semantic")
      #expect(lock["targets"] as? [[String: String]] == [["target": "py3.11-linux-x86_64", "verdict": "equal"]])
    }
    // A format that knows nothing of targets is not taken for equal.
    let pin = try workspace.lockstep(arguments: ["locks", "diff", "a", "b"] + linux)
    #expect(pin.status == 1 && pin.output.contains("; not known for py3.11-linux-x86_64\n"))
  }
}

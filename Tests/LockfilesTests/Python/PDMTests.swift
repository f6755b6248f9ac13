import Fingerprints
import Lockfiles
import Testing

@Suite("locks of pdm")
struct PDMTests {
  static let hash = "sha256:" + String(repeating: "a", count: 64)
  static let commit = String(repeating: "c", count: 40)

  static func lock(_ package: String, metadata: String = "lock_version = \"4.5.1\"") -> String {
    "[metadata]\n\(metadata)\n\n[[package]]\n\(package)\n"
  }

  @Test("a lock that pdm made")
  func groups() throws {
    let lock = try lock("groups")
    #expect(lock.formatVersion == "4.5.1")
    #expect(lock.codes.isEmpty)
    #expect(lock.grade == .a)
    #expect(lock.freshness.summary == "content_hash by the rule of pdm 2.20 or newer")
    #expect(lock.references.map(\.path) == ["pyproject.toml"])
    #expect(lock.holdsTargets)
    let soup = lock.packages.filter { $0.name == "beautifulsoup4" }
    #expect(soup.map(\.extras) == [[], ["html5lib"]])
    #expect(soup.map(\.artifacts.count) == [2, 2])
    #expect(soup.first?.artifacts == soup.last?.artifacts)
    #expect(lock.packages.first { $0.name == "colorama" }?.marker == "sys_platform == \"win32\"")
    #expect(lock.packages.first { $0.name == "mccabe" }?.groups == ["dev-tools", "lint"])
    #expect(lock.semantic?.text.contains("default,dev-tools,lint,web - - - -  @groups\n") == true)
    #expect(lock.semantic?.text.contains("requires_python=>=3.9 - - - -  @target\n") == true)
  }

  @Test("addresses of files count as their names")
  func staticAddresses() throws {
    let lock = try lock("static")
    #expect(
      lock.packages.first?.artifacts.map(\.name) == ["idna-3.20-py3-none-any.whl", "idna-3.20.tar.gz"])
    #expect(lock.freshness.verdict == .fresh)
  }

  @Test("members, folders and addresses of a workspace")
  func workspace() throws {
    let lock = try lock("workspace")
    #expect(lock.freshness.tool == "pdm 2.28 or newer")
    #expect(
      lock.references.map { "\($0.kind.rawValue) \($0.path)" } == [
        "manifest pyproject.toml", "package local", "package packages/a", "package packages/b",
        "member packages/a/pyproject.toml", "member packages/b/pyproject.toml",
      ])
    #expect(lock.codes == ["path.local:35", "path.local:55", "path.local:67"])
    #expect(lock.packages.first { $0.name == "mccabe" }?.source?.hasPrefix("https://files.pythonhosted.org/") == true)
    #expect(lock.packages.first { $0.name == "mccabe" }?.isExact == true)
    var source = try Fixture.source("pdm/workspace")
    source.files["packages/b/pyproject.toml"] = Array("[".utf8)
    let bytes = try Fixture.bytes("pdm/workspace/pdm.lock")
    let broken = try LockfileReader.read("pdm.lock", bytes: bytes, from: source)
    #expect(broken.freshness.rule == "the members of the workspace cannot be told or read")
  }

  @Test(
    "members are found as Python's pathlib finds them",
    arguments: [
      ("packages/*", ["packages/.hid", "packages/a", "packages/ab", "packages/b", "packages/é"]),
      ("*", ["a", "b", "p-1", "p]"]), ("**/a", ["a", "packages/a", "x/packages/a"]),
      ("packages/**", ["packages/.hid", "packages/a", "packages/a/x", "packages/ab", "packages/b", "packages/é"]),
      ("packages/**/x", ["packages/a/x"]), ("packages/a*", ["packages/a", "packages/ab"]),
      ("packages/?", ["packages/a", "packages/b", "packages/é"]), ("packages/[ab]", ["packages/a", "packages/b"]),
      ("packages/[!a]", ["packages/b", "packages/é"]), ("packages/[a-b]", ["packages/a", "packages/b"]),
      ("p[]]", ["p]"]), ("p[-x]1", ["p-1"]), ("**/**/x", ["packages/a/x"]), ("packages/*/*", ["packages/a/x"]),
      ("*/a", ["packages/a"]), ("packages", []), ("./packages/é/", ["packages/é"]), ("packages/?b", ["packages/ab"]),
      ("packages/[b-a]", []), ("p[", []), ("nothing/*", []), ("../packages/*", []), ("/packages/*", []),
      (String(repeating: "**/", count: 2_000) + "q", []), ("packages/" + String(repeating: "*a", count: 2_000), []),
    ])
  func members(_ pattern: String, _ folders: [String]) throws {
    let all = [
      "a", "b", "a/b", "packages/a", "packages/b", "packages/a/x", "packages/.hid", "p-1", "p]", "x/packages/a",
      "packages/ab", "packages/é",
    ]
    var others = Dictionary(uniqueKeysWithValues: all.map { ("w/\($0)/pyproject.toml", "") })
    others["w/pyproject.toml"] = "[tool.pdm.workspace]\nmembers = ['\(pattern)']"
    let text = Self.lock("name = \"a\"", metadata: "lock_version = \"4.5\"")
    let lock = try read("w/pdm.lock", text, others: others)
    #expect(lock.references.dropFirst().map(\.path) == folders.map { "w/\($0)/pyproject.toml" })
  }

  @Test(
    "versions of the format",
    arguments: [
      ("2", Grade.b, nil), ("3.1", .b, nil), ("4.0", .b, nil), ("4.5.1", .b, nil), ("4.5.2", .b, "version.newer"),
      ("4.6", .unreadable, "version.unsupported"), ("5.0", .unreadable, "version.unsupported"),
      ("1", .unreadable, "version.unsupported"), ("x", .unreadable, "version.unsupported"),
      ("4.5.1.1", .unreadable, "version.unsupported"), ("-4", .unreadable, "version.unsupported"),
      ("", .unreadable, "version.unsupported"), ("99999999999999999999", .unreadable, "version.unsupported"),
    ] as [(String, Grade, String?)])
  func versions(_ version: String, _ grade: Grade, _ code: String?) throws {
    let text = Self.lock("name = \"a\"\nversion = \"1\"", metadata: "lock_version = \"\(version)\"")
    let lock = try read("pdm.lock", text)
    #expect(lock.grade == grade)
    #expect(lock.findings.first { $0.code.hasPrefix("version") }?.code == code)
  }

  @Test(
    "where a package comes from, and how exactly that is said",
    arguments: [
      ("version = \"1\"\nfiles = [{file = \"a.whl\", hash = \"\(hash)\"}]", "1 - \(hash) - -", Grade.a, []),
      ("version = \"1\"", "1 - - - -", .b, ["hash.missing:4"]),
      (
        "version = \"1\"\nfiles = [{file = \"a.whl\", hash = \"md5:\(String(repeating: "a", count: 32))\"}]",
        "1 - md5:\(String(repeating: "a", count: 32)) - -", .b, ["hash.weak:4"]
      ),
      (
        "version = \"1\"\nfiles = [{file = \"a.whl\", hash = \"\(hash)\"}, {file = \"b.whl\"}]", "1 - \(hash) - -", .b,
        ["hash.mixed:4"]
      ),
      ("", "- - - - -", .c, ["unpinned:4"]), ("version = \"1.*\"", "1.* - - - -", .c, ["unpinned:4"]),
      (
        "version = \"1\"\ngit = \"https://u:p@H/o/r.git\"\nrevision = \"\(commit)\"\nsubdirectory = \"s\"",
        "1 git+https://h/o/r.git@\(commit)#subdirectory=s - - -", .a, []
      ),
      ("version = \"1\"\ngit = \"https://h/r\"\nref = \"main\"", "1 git+https://h/r@main - - -", .c, ["unpinned:4"]),
      ("version = \"1\"\nhg = \"https://h/r\"", "1 hg+https://h/r - - -", .c, ["unpinned:4"]),
      ("url = \"https://u:p@h/a.zip\"", "- https://h/a.zip - - -", .c, ["unpinned:4"]),
      (
        "url = \"https://h/a.zip\"\nfiles = [{url = \"https://h/a.zip\", hash = \"\(hash)\"}]",
        "- https://h/a.zip \(hash) - -", .a, []
      ),
      ("version = \"1\"\npath = \"./lib\"\neditable = true", "1 file:lib - - -", .b, ["path.local:4"]),
      ("version = \"1\"\npath = \"../lib\"", "1 file:../lib - - -", .c, ["unpinned:4"]),
      ("url = \"file:///home/me/a.whl\"", "- file:/home/me/a.whl - - -", .c, ["unpinned:4"]),
      ("url = \"file:///${PROJECT_ROOT}/lib\"", "- file:lib - - -", .b, ["path.local:4"]),
    ] as [(String, String, Grade, [String])])
  func origins(_ entry: String, _ line: String, _ grade: Grade, _ codes: [String]) throws {
    let lock = try read("pdm.lock", Self.lock("name = \"A_b\"\n" + entry))
    #expect(lock.semantic?.text.split(separator: "\n").contains("\(line)  a-b") == true, "\(lock.semantic?.text ?? "")")
    #expect(lock.grade == grade)
    #expect(lock.codes == codes)
  }

  @Test(
    "what is no lock of pdm is refused",
    arguments: [
      "", "[metadata]", "lock_version = \"4.5.1\"", "[[package]]\nname = \"a\"\nversion = \"1\"", "[metadata\n",
      "[metadata]\nlock_version = 4", "[root]\nmeta_version = \"0.0.1\"",
      "[metadata]\nlock_version = \"4.5\"\n[[package]]\nversion = \"1\"", "metadata = 1\npackage = 2",
    ])
  func refused(_ text: String) throws {
    let lock = try read("pdm.lock", text)
    #expect(lock.grade == .unreadable)
    #expect(lock.semantic == nil)
  }

  @Test("hashes stood apart from the packages until lock version 4.2")
  func oldFiles() throws {
    let lock = try read(
      "pdm.lock",
      """
      [[package]]
      name = "a.b"
      version = "1"
      sections = ["default"]
      [package.dependencies]
      c = "*"
      [metadata]
      lock_version = "2"
      [metadata.files]
      "a.b 1" = [{file = "a.whl", hash = "\(Self.hash)"}]
      """)
    #expect(lock.grade == .a)
    #expect(lock.packages.map(\.groups) == [["default"]])
    #expect(lock.packages.map(\.hashes) == [[Self.hash]])
  }

  @Test(
    "each generation's rule is tried",
    arguments: [
      // The text Python prints; hashed here, so that the rule and the printing are both tested.
      (
        "[project]\ndependencies = [\"é\"]\ndev-dependencies = [\"b\"]",
        #"{"dependencies": ["\u00e9"], "dev-dependencies": ["b"], "optional-dependencies": {}, "#
          + #""requires-python": "", "sources": []}"#, "1.0-1.4"
      ),
      (
        "[project]\nrequires-python = \">=3\"\n[tool.pdm.dev-dependencies]\nX_y = [\"b\"]",
        #"{"dependencies": [], "dev-dependencies": {"X_y": ["b"]}, "optional-dependencies": {}, "#
          + #""requires-python": ">=3", "sources": []}"#, "1.5-1.11"
      ),
      (
        "[project]\n[tool.pdm.overrides]\na = \"1\"\n[tool.pdm.resolution.overrides]\na = \"2\"",
        #"{"dependencies": [], "dev-dependencies": {}, "optional-dependencies": {}, "overrides": {"a": "1"}, "#
          + #""requires-python": "", "sources": []}"#, "1.12-2.11"
      ),
      (
        "[project]\n[tool.pdm.overrides]\na = \"1\"\n[tool.pdm.resolution.overrides]\na = \"2\"",
        #"{"dependencies": [], "dev-dependencies": {}, "optional-dependencies": {}, "overrides": {"a": "2"}, "#
          + #""requires-python": "", "sources": []}"#, "2.12-2.15"
      ),
      (
        "[project]\n[tool.pdm.dev-dependencies]\nX_y = [\"b\"]\n[tool.pdm.resolution]\nexcludes = [\"a\"]",
        #"{"dependencies": [], "dev-dependencies": {"X_y": ["b"]}, "optional-dependencies": {}, "#
          + #""requires-python": "", "resolution": {"excludes": ["a"]}, "sources": []}"#, "2.16-2.19"
      ),
      (
        "[project]\n[dependency-groups]\n\"X.y\" = [\"a\", {include-group = \"z\"}]\n[tool.pdm.dev-dependencies]\nX_y = [\"b\"]",
        #"{"dependencies": [], "dev-dependencies": {"x-y": ["a", {"include-group": "z"}, "b"]}, "#
          + #""optional-dependencies": {}, "requires-python": "", "resolution": {}, "sources": []}"#, "2.20 or newer"
      ),
    ])
  func rules(_ manifest: String, _ printed: String, _ rule: String) throws {
    let hash = try SHA256Digest.of(Array(printed.utf8)).hex
    let text = Self.lock(
      "name = \"a\"\nversion = \"1\"", metadata: "lock_version = \"4.5\"\ncontent_hash = \"sha256:\(hash)\"")
    let lock = try read("x/pdm.lock", text, others: ["x/pyproject.toml": manifest])
    #expect(lock.freshness.summary == "content_hash by the rule of pdm " + rule)
  }

  @Test(
    "what cannot be judged is left unknown",
    arguments: [
      ("sha256:00", nil, "there is no pyproject.toml beside the lock"),
      ("sha256:00", "[", "pyproject.toml cannot be read"), ("md5:00", "", "the lock's hash is of the kind md5"),
      ("", "", "the lock has no hash of its pyproject.toml"),
      ("sha256:00", "[tool.pdm.resolution]\nx = 2020-01-01", "pyproject.toml holds a date"),
      ("sha256:00", "[tool.poetry]\nname = \"x\"", "pyproject.toml has no [project]"),
      ("sha256:00", "[tool.pdm.workspace]\nmembers = [\"../*\"]", "the members of the workspace cannot be told"),
    ] as [(String, String?, String)])
  func unknown(_ hash: String, _ manifest: String?, _ reason: String) throws {
    let text = Self.lock("name = \"a\"", metadata: "lock_version = \"4.5\"\ncontent_hash = \"\(hash)\"")
    let lock = try read("pdm.lock", text, others: manifest.map { ["pyproject.toml": $0] } ?? [:])
    #expect(lock.freshness.verdict == .unknown)
    #expect(lock.freshness.rule.hasPrefix(reason), "\(lock.freshness.rule)")
  }

  private func lock(_ name: String) throws -> Lockfile {
    let source = try Fixture.source("pdm/" + name)
    return try LockfileReader.read("pdm.lock", bytes: source.files["pdm.lock"] ?? [], from: source)
  }
}

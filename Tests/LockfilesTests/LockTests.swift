import Fingerprints
import Lockfiles
import Testing

@Suite("locks of poetry and pipenv")
struct LockTests {
  static let hash = "sha256:" + String(repeating: "a", count: 64)

  static let poetry = """
    [[package]]
    name = "Foo_Bar"
    version = "1.0"
    description = "x"
    optional = true
    groups = ["main", "dev"]
    markers = "python_version<'3.9'"
    files = [{file = "a.whl", hash = "\(hash)"}]

    [[package]]
    name = "gitty"
    version = "2.0"
    files = []
    [package.source]
    type = "git"
    url = "https://me:pw@h/o/r.git"
    reference = "main"
    resolved_reference = "\(String(repeating: "c", count: 40))"

    [extras]
    all = ["foo-bar"]

    [metadata]
    lock-version = "2.1"
    python-versions = "^3.9"
    content-hash = "x"
    """

  @Test("poetry.lock")
  func poetryLock() throws {
    let lock = try read("poetry.lock", Self.poetry)
    #expect(lock.formatVersion == "2.1")
    #expect(lock.packages.map(\.line) == [1, 10])
    #expect(lock.codes.isEmpty)
    #expect(lock.grade == .a)
    #expect(lock.freshness.verdict == .unknown)
    #expect(
      lock.semantic?.text == """
        - - - - foo-bar  @extra:all
        1.0 - \(Self.hash) python_version%20<%20"3.9" -  foo-bar
        2.0 git+https://h/o/r.git@cccccccccccccccccccccccccccccccccccccccc - - -  gitty
        ^3.9 - - - -  @python-versions
        dev,main - - - -  @groups:foo-bar
        true - - - -  @optional:foo-bar

        """)
  }

  @Test(
    "poetry's sources and versions are judged",
    arguments: [
      ("resolved_reference = \"\(String(repeating: "c", count: 40))\"", "", "unpinned:10"),
      ("files = [{file = \"a.whl\", hash = \"\(hash)\"}]", "files = []", "hash.missing:1"),
      ("lock-version = \"2.1\"", "", "version.unsupported:23"),
      ("lock-version = \"2.1\"", "lock-version = \"3.0\"", "version.unsupported:24"),
      ("lock-version = \"2.1\"", "lock-version = \"2.2\"", "version.newer:24"), ("[metadata]", "[metdata]", "syntax"),
      ("name = \"gitty\"", "", "syntax:10"), ("version = \"1.0\"", "version = 1.0.0", "syntax:3"),
      ("type = \"git\"\nurl = \"https://me:pw@h/o/r.git\"", "type = \"directory\"\nurl = \"../x\"", "unpinned:10"),
    ])
  func poetryFindings(_ old: String, _ new: String, _ code: String) throws {
    #expect(try read("poetry.lock", Self.poetry.replacing(old, with: new)).codes.contains(code))
  }

  @Test("what changed is named when a lock of poetry is stale")
  func poetryStale() throws {
    let manifest = "[tool.poetry.dependencies]\npython = \"^3.10\"\nfoo-bar = \"*\"\nrequests = \"*\"\n"
    let lock = try read("a/poetry.lock", Self.poetry, others: ["a/pyproject.toml": manifest])
    #expect(lock.freshness.verdict == .stale)
    #expect(
      lock.freshness.summary
        == "pyproject.toml has changed since the lock was written: python range was ^3.9 and is ^3.10; "
        + "tool.poetry.dependencies.requests: not locked; the extra all is locked but no longer there; "
        + "gitty is locked but no longer asked for")
    #expect(lock.codes == ["stale"])
    #expect(lock.grade == .a)
  }

  @Test(
    "each generation's rule is tried",
    arguments: [
      // The text Python prints; hashed here, so that the rule and the printing are both tested.
      (
        "[tool.poetry.dependencies]\na = \"é😀\"\n"
          + "[tool.poetry.group.x.dependencies]\nb = {version = \"1\", optional = true}",
        #"{"dependencies": {"a": "\u00e9\ud83d\ude00"}, "#
          + #""dev-dependencies": null, "extras": null, "source": null}"#, "0.12-1.1"
      ),
      (
        "[tool.poetry.group.x.dependencies]\nb = {version = \"1\", optional = true}",
        #"{"dependencies": null, "dev-dependencies": null, "extras": null, "#
          + #""group": {"x": {"dependencies": {"b": {"optional": true, "version": "1"}}}}, "source": null}"#,
        "1.2-1.8, 2.0-2.2, 2.3 or newer"
      ),
      (
        "[tool.poetry.dependencies]\na = \"1\"\n[tool.poetry.dev-dependencies]\nb = \"1\"",
        #"{"dependencies": {"a": "1"}, "extras": null, "group": null, "source": null}"#, "1.2.0a2-1.2.0b1"
      ),
      (
        "[project]\nrequires-python = \">=3\"\n[dependency-groups]\nx = [\"y\"]",
        #"{"project": {"requires-python": ">=3"}, "tool": {"poetry": {}}}"#, "2.0-2.2"
      ),
      (
        "[project]\nrequires-python = \">=3\"\n[dependency-groups]\nx = [\"y\"]",
        #"{"dependency-groups": {"x": ["y"]}, "project": {"requires-python": ">=3"}, "tool": {"poetry": {}}}"#,
        "2.3 or newer"
      ),
    ])
  func poetryRules(_ manifest: String, _ printed: String, _ rule: String) throws {
    let hash = try SHA256Digest.of(Array(printed.utf8)).hex
    let lock = Self.poetry.replacing("content-hash = \"x\"", with: "content-hash = \"\(hash)\"")
    let read = try read("poetry.lock", lock, others: ["pyproject.toml": manifest])
    #expect(read.freshness.summary == "content-hash by the rule of poetry " + rule)
  }

  @Test(
    "a manifest that cannot be judged leaves it unknown",
    arguments: [
      "[tool.poetry.dependencies]\na = 2020-01-01\n", "[tool", "\u{0}",
    ])
  func poetryUnknown(_ manifest: String) throws {
    #expect(try read("poetry.lock", Self.poetry, others: ["pyproject.toml": manifest]).freshness.verdict == .unknown)
  }

  static let pipfile = """
    {"_meta": {"hash": {"sha256": "HASH"}, "pipfile-spec": 6, "requires": {"python_version": "3.9"},
      "sources": [{"name": "pypi", "url": "https://pypi.org/simple", "verify_ssl": true}]},
     "default": {"Foo.Bar": {"version": "==1.0", "hashes": ["\(hash)"], "index": "pypi", "markers": "os_name == 'nt'"},
       "local": {"path": ".", "editable": true}}, "develop": {"loose": {"version": "*"}}}
    """

  @Test("Pipfile.lock")
  func pipfileLock() throws {
    let lock = try read("Pipfile.lock", Self.pipfile)
    #expect(lock.codes == ["path.local:4", "unpinned:4"])
    #expect(lock.findings.last?.message == "loose has no version")
    #expect(
      lock.semantic?.text == """
        - - - - -  loose
        - file:. - - -  local
        1.0 https://pypi.org/simple \(Self.hash) os_name%20==%20"nt" -  foo-bar
        3.9 - - - -  @requires:python_version
        default - - - -  @groups:foo-bar
        default - - - -  @groups:local
        develop - - - -  @groups:loose
        pypi https://pypi.org/simple - - -  @source.1
        true - - - -  @editable:local

        """)
  }

  @Test(
    "both rules of pipenv are tried",
    arguments: [
      (
        #"{"_meta":{"requires":{},"sources":[{"name":"pypi","url":"https://pypi.org/simple","verify_ssl":true}]},"#
          + #""default":{"Foo.Bar":"*"},"develop":{},"docs":{"x":"*"}}"#,
        "before 2026.4"
      ),
      (
        #"{"_meta":{"requires":{},"sources":[{"name":"pypi","url":"https://pypi.org/simple","verify_ssl":true}]},"#
          + #""default":{"foo-bar":"*"},"develop":{},"docs":{"x":"*"}}"#,
        "2026.4 or newer"
      ),
    ])
  func pipenvRules(_ printed: String, _ rule: String) throws {
    let lock = Self.pipfile.replacing("HASH", with: try SHA256Digest.of(Array(printed.utf8)).hex)
    let manifest = "[packages]\n\"Foo.Bar\" = \"*\"\n[scripts]\na = \"b\"\n[docs]\nx = \"*\"\n"
    let read = try read("Pipfile.lock", lock, others: ["Pipfile": manifest])
    #expect(read.freshness.summary == "_meta.hash by the rule of pipenv " + rule)
    let stale = try self.read("Pipfile.lock", Self.pipfile, manifest)
    #expect(
      stale.freshness.summary == "Pipfile has changed since the lock was written: "
        + "requires.python_version: was 3.9 and is not given; docs.x: not locked")
  }

  private func read(_ path: String, _ text: String, _ manifest: String) throws -> Lockfile {
    try LockfilesTests.read(path, text, others: ["Pipfile": manifest])
  }

  private func read(_ path: String, _ text: String, others: [String: String] = [:]) throws -> Lockfile {
    try LockfilesTests.read(path, text, others: others)
  }
}

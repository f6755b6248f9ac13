import Fingerprints
import Lockfiles
import Testing

@Suite("locks of cargo")
struct CargoTests {
  static let commit = "91f74fcc7417982898760e71f76c032b291a7447"

  @Test("a workspace that cargo locked")
  func fixture() throws {
    let lock = try Fixture.read("cargo-1.95", "Cargo.lock")
    #expect(lock.formatVersion == "4")
    #expect(lock.codes.isEmpty)
    #expect(lock.grade == .a)
    #expect(lock.freshness.summary == "all that Cargo.toml asks for is locked by the rule of cargo 1.83 or newer")
    #expect(
      lock.references.map { "\($0.kind) \($0.path)" } == [
        "manifest Cargo.toml", "member app/Cargo.toml", "package libs/core", "package libs/extra",
        "member libs/core/Cargo.toml", "member libs/extra/Cargo.toml",
      ])
    let edge = "sha256:19db8765d3a744b998ca9e0ff3820a6bc41cf6fa2b4049a070e45e2ca0dca92d"
    let tiny1 = "sha256:c79fa99722692b8d2553f4cbecffaa91f5cc2468f3c4e15fef47ffbca4fb7eb0"
    let tiny2 = "sha256:da8cd5a6ff585c3ac8774ea3c0e61c51782e2715793c347ed6c873da576335b5"
    #expect(
      lock.semantic?.text == """
        0.1.0 path - - -  lockfix-extra
        0.3.1 - \(edge) - -  edge
        0.5.0 path - - -  lockfix-app
        0.5.0 path - - -  lockfix-core
        0.9.0 git+file:///srv/git/lockfix-git@\(Self.commit) - - -  lockfix-git
        1.2.3 - \(tiny1) - -  tiny
        2.0.0 - \(tiny2) - -  tiny

        """)
  }

  static let sum = String(repeating: "a", count: 64)

  static let first = """
    [root]
    name = "app"
    version = "0.1.0"
    dependencies = [
     "b 1.0.0 (registry+https://github.com/rust-lang/crates.io-index)",
     "g 0.2.0 (git+https://h/g?branch=a/b#\(commit))",
    ]

    [[package]]
    name = "b"
    version = "1.0.0"
    source = "registry+https://github.com/rust-lang/crates.io-index"

    [[package]]
    name = "g"
    version = "0.2.0"
    source = "git+https://h/g?branch=a/b#\(commit)"

    [metadata]
    "checksum b 1.0.0 (registry+https://github.com/rust-lang/crates.io-index)" = "\(sum)"
    "checksum g 0.2.0 (git+https://h/g?branch=a/b#\(commit))" = "<none>"
    """

  /// The same packages as `first`.
  static func later(version: String, source: String, branch: String) -> String {
    """
    # generated
    \(version)
    [[package]]
    name = "g"
    version = "0.2.0"
    source = "git+https://me:pw@h/g?branch=\(branch)#\(commit)"

    [[package]]
    name = "b"
    version = "1.0.0"
    source = "\(source)"
    checksum = "\(sum)"

    [[package]]
    name = "app"
    version = "0.1.0"
    dependencies = ["b", "g"]
    """
  }

  static let index = "registry+https://github.com/rust-lang/crates.io-index"

  @Test(
    "all versions of the format mean the same",
    arguments: [
      (later(version: "", source: index, branch: "a/b"), "2"),
      (later(version: "version = 3", source: index, branch: "a/b"), "3"),
      (later(version: "version = 4", source: index, branch: "a%2Fb"), "4"),
      (later(version: "version = 4", source: "sparse+https://index.crates.io/", branch: "a%2Fb"), "4"),
    ])
  func versions(_ text: String, _ version: String) throws {
    let base = try read("Cargo.lock", Self.first)
    let lock = try read("Cargo.lock", text)
    #expect(base.formatVersion == "1")
    #expect(lock.formatVersion == version)
    #expect(lock.semantic?.text == base.semantic?.text)
    #expect([base.grade, lock.grade] == [.a, .a])
  }

  @Test(
    "what is wrong is found",
    arguments: [
      ("version = 4", "version = 5", "version.newer:2", "A"),
      ("version = 4", "version = 6", "version.unsupported:2", "U"),
      ("version = 4", "version = 2", "version.unsupported:2", "U"),
      ("version = 4", "version = \"4\"", "version.unsupported:2", "U"),
      ("checksum = \"\(sum)\"", "", "hash.missing:8", "B"),
      ("checksum = \"\(sum)\"", "checksum = \"abc\"", "hash.invalid:8", "U"), ("#\(commit)", "", "unpinned:3", "C"),
      ("#\(commit)", "#main", "unpinned:3", "C"), ("name = \"b\"", "", "syntax:8", "U"),
      ("version = \"0.2.0\"", "", "syntax:3", "U"),
      (
        "name = \"app\"\nversion = \"0.1.0\"", "name = \"b\"\nversion = \"1.0.0\"\nsource = \"\(index)\"",
        "conflict:14", "U"
      ),
      ("dependencies = [", "dependencies = [[", "syntax", "U"), ("version = 4", "<<<<<<< a", "syntax:2", "U"),
      (
        "dependencies = [\"b\", \"g\"]", "[metadata]\n\"checksum b 1.0.0 (\(index))\" = \"\(sum)\"", "conflict:18", "B"
      ),
    ])
  func findings(_ old: String, _ new: String, _ code: String, _ grade: String) throws {
    let text = Self.later(version: "version = 4", source: Self.index, branch: "x")
    try #require(text.contains(old))
    let lock = try read("Cargo.lock", text.replacing(old, with: new))
    #expect(lock.codes.contains { $0 == code || $0.hasPrefix(code + ":") }, "\(lock.codes)")
    #expect(lock.grade.rawValue == grade)
  }

  @Test("a path outside of the tree is nothing to build on")
  func outside() throws {
    let manifest = "[package]\nname = \"app\"\nversion = \"0.1.0\"\n[dependencies]\nb = { path = \"../b\" }"
    let text = "version = 4\n[[package]]\nname = \"app\"\nversion = \"0.1.0\"\ndependencies = [\"b\"]\n"
    let lock = try read(
      "Cargo.lock", text + "[[package]]\nname = \"b\"\nversion = \"1.0.0\"", others: ["Cargo.toml": manifest])
    #expect(lock.codes == ["unpinned:Cargo.toml:5"])
    #expect(lock.grade == .c)
    #expect(lock.verdict == "unknown")
    #expect(lock.references.contains { $0.path == "../b" && !$0.isInside })
  }

  @Test("what is unused or replaced counts")
  func replaced() throws {
    let base = try read("Cargo.lock", "version = 4\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"")
    let patch = "\n[[patch.unused]]\nname = \"b\"\nversion = \"0.1.0\"\n"
    let patched = try read("Cargo.lock", "version = 4\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"" + patch)
    #expect(base.semantic?.digest != patched.semantic?.digest)
    #expect(patched.facts.map(\.name) == ["patch.unused:b"])
    let replaced = try read(
      "Cargo.lock",
      "version = 4\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\n"
        + "replace = \"a 1.0.0 (git+https://x/y#\(Self.commit))\""
    )
    #expect(replaced.facts.map(\.source) == ["git+https://x/y@\(Self.commit)"])
  }
}

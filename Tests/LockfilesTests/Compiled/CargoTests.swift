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

  /// The verdicts are those of `cargo metadata --locked --offline` 1.95.
  static let edits: [(String, [FixtureEdit], String, String)] = [
    ("a description", [.replace("app/Cargo.toml", "edition.work", "description = \"x\"\nedition.work")], "fresh", ""),
    ("a requirement that the lock meets", [.replace("Cargo.toml", "\"1.2\"", "\">=1, <3\"")], "fresh", ""),
    ("a feature", [.replace("app/Cargo.toml", "[dev-dep", "[features]\nx = []\n[dev-dep")], "fresh", ""),
    ("an edition", [.replace("libs/core/Cargo.toml", "2021", "2018")], "fresh", ""),
    ("a member excluded", [.replace("Cargo.toml", "resolver", "exclude = [\"libs/extra\"]\nresolver")], "fresh", ""),
    (
      "a dependency for all platforms",
      [.replace("app/Cargo.toml", "[target.'cfg(windows)'.dependencies]\nedge", "edge")], "fresh", ""
    ),
    ("an older spelling", [.replace("app/Cargo.toml", "dev-dependencies", "dev_dependencies")], "fresh", ""),
    (
      "a member gone",
      [
        .remove("libs/extra/Cargo.toml"),
        .replace("app/Cargo.toml", "lockfix-extra = { path = \"../libs/extra\" }\n", ""),
      ], "fresh", ""
    ),
    (
      "the shared version", [.replace("Cargo.toml", "version = \"0.5.0\"", "version = \"0.6.0\"")], "stale",
      "lockfix-app is 0.6.0 and was 0.5.0; lockfix-core is 0.6.0 and was 0.5.0"
    ),
    (
      "a requirement that the lock does not meet", [.replace("Cargo.toml", "\"1.2\"", "\"1.3\"")], "stale",
      "tiny 1.3 is asked for and 1.2.3 is locked"
    ),
    (
      "a dependency gone", [.replace("libs/core/Cargo.toml", "edge = \"0.3\"\n", "")], "stale",
      "edge is locked for lockfix-core, which does not ask for it any more"
    ),
    (
      "a new dependency", [.replace("libs/extra/Cargo.toml", "[package]", "[dependencies]\nedge = \"0.3\"\n[package]")],
      "stale", "edge is not locked for lockfix-extra"
    ),
    (
      "another name", [.replace("libs/extra/Cargo.toml", "lockfix-extra", "lockfix-other")], "stale",
      "lockfix-other is not locked"
    ),
    (
      "another branch", [.replace("app/Cargo.toml", "\"stable\"", "\"other\"")], "stale",
      "lockfix-git comes from elsewhere than git+file:///srv/git/lockfix-git@\(commit), where it was locked"
    ),
    (
      "a commit in place of the branch",
      [.replace("app/Cargo.toml", "branch = \"stable\"", "rev = \"\(commit)\"")], "stale", "lockfix-git comes from"
    ),
    ("no branch", [.replace("app/Cargo.toml", ", branch = \"stable\"", "")], "stale", "lockfix-git comes from"),
    (
      "an optional dependency gone",
      [.replace("app/Cargo.toml", "newer = { package = \"tiny\", version = \"2\", optional = true }\n", "")], "stale",
      "tiny 2.0.0 is locked for lockfix-app"
    ),
    (
      "a development dependency gone",
      [.replace("app/Cargo.toml", "lockfix-extra = { path = \"../libs/extra\" }\n", "")], "stale",
      "lockfix-extra is locked for lockfix-app"
    ),
    (
      "another version of a member", [.replace("Cargo.toml", "version = \"0.5\" }", "version = \"0.6\" }")], "stale",
      "lockfix-core 0.6 is asked for and 0.5.0 is locked"
    ),
    (
      "a new member", [.add("libs/new/Cargo.toml", "[package]\nname = \"new\"\nversion = \"0.1.0\"")], "stale",
      "new is not locked"
    ),
    (
      "a path in place of the registry",
      [
        .replace("libs/core/Cargo.toml", "\"0.3\"", "{ path = \"../edge\" }"),
        .add("libs/edge/Cargo.toml", "[package]\nname = \"edge\"\nversion = \"0.3.1\""),
      ], "stale", "edge comes from elsewhere than crates.io, where it was locked"
    ),
    (
      "a patch",
      [.replace("Cargo.toml", "[workspace.dep", "[patch.crates-io]\nedge = { path = \"x\" }\n[workspace.dep")], "stale",
      "the patch of edge is not locked"
    ),
    // What we cannot see.
    (
      "a member without manifest", [.replace("Cargo.toml", "\"app\"", "\"app\", \"gone\"")], "unknown",
      "gone/Cargo.toml"
    ),
    (
      "no members", [.replace("Cargo.toml", "libs/*", "crates/*"), .remove("libs/core/Cargo.toml")], "unknown",
      "crates/*"
    ),
    (
      "a broken manifest", [.replace("app/Cargo.toml", "[package]", "[package")], "unknown",
      "app/Cargo.toml cannot be read"
    ),
    ("no manifest", [.remove("Cargo.toml")], "unknown", "there is no Cargo.toml beside the lock"),
  ]

  @Test("an edited manifest is judged as cargo does", arguments: edits)
  func freshness(_ name: String, _ edits: [FixtureEdit], _ verdict: String, _ change: String) throws {
    let lock = try Fixture.read("cargo-1.95", "Cargo.lock", edits)
    #expect(lock.verdict == verdict, "\(lock.freshness.summary)")
    if !change.isEmpty { #expect(lock.freshness.summary.contains(change), "\(lock.freshness.summary)") }
    #expect(lock.codes.contains("stale") == (verdict == "stale"))
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

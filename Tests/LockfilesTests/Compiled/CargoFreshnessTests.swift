import Fingerprints
import Lockfiles
import Testing

@Suite("freshness of locks of cargo")
struct CargoFreshnessTests {
  static let commit = CargoTests.commit

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
      "what an excluded package can do without",
      [
        .replace("Cargo.toml", "resolver", "exclude = [\"libs/extra\"]\nresolver"),
        .replace(
          "libs/extra/Cargo.toml", "[package]",
          "[dependencies]\nx = { path = \"../x\", optional = true }\n[dev-dependencies]\ny = \"1\"\n[package]"),
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
}

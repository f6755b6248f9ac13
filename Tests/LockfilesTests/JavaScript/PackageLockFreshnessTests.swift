import Lockfiles
import Testing

@Suite("freshness of npm's locks")
struct PackageLockFreshnessTests {
  /// Edits of the fixture's manifests, with what version 3 and version 1 of the lock say to them.
  static let changes: [(file: String, old: String, new: String, three: String?, one: String?)] = [
    (
      "package.json", "\"leaf\": \"^1.2.0\"", "\"leaf\": \"^1.3.0\"",
      "dependencies.leaf: package.json wants ^1.3.0, the lock has ^1.2.0", nil
    ),
    (
      "package.json", "\"leaf\": \"^1.2.0\"", "\"leaf\": \"^2.0.0\"",
      "dependencies.leaf: package.json wants ^2.0.0, the lock has ^1.2.0",
      "dependencies.leaf: package.json wants ^2.0.0, the lock has 1.4.0"
    ),
    (
      "package.json", "\"leaf\": \"^1.2.0\",", "",
      "dependencies.leaf: package.json has none, the lock has ^1.2.0", nil
    ),
    (
      "package.json", "\"leaf\":", "\"more\": \"1\", \"leaf\":",
      "dependencies.more: package.json wants 1, the lock has none",
      "dependencies.more: package.json wants 1, the lock has none"
    ),
    (
      "package.json", "npm:leaf@~1.2.0", "npm:other@~1.2.0",
      "dependencies.twig: package.json wants npm:other@~1.2.0, the lock has npm:leaf@~1.2.0",
      "dependencies.twig: package.json wants npm:other@~1.2.0, the lock has npm:leaf@1.2.0"
    ),
    (
      "package.json", "file:lib/plain", "file:lib/other",
      "dependencies.plain: package.json wants file:lib/other, the lock has file:lib/plain",
      "dependencies.plain: package.json wants file:lib/other, the lock has file:lib/plain"
    ),
    (
      "package.json", "devDependencies", "peerDependencies",
      "devDependencies.old: package.json has none, the lock has 0.9.x", nil
    ),
    (
      "packages/alpha/package.json", "\"leaf\": \"*\"", "\"leaf\": \"1\"",
      "dependencies.leaf: packages/alpha/package.json wants 1, the lock has *", nil
    ),
    ("package.json", "\"version\": \"1.0.0\"", "\"version\": \"2.0.0\", \"license\": \"MIT\"", nil, nil),
    (
      "package.json", "\"tool\": \"^3.0.0\"", "\"tool\": \"latest\"",
      "optionalDependencies.tool: package.json wants latest, the lock has ^3.0.0", nil
    ),
  ]

  @Test("the key that changed is named", arguments: changes.indices)
  func edits(_ index: Int) throws {
    let edit = Self.changes[index]
    for (lock, change) in [
      ("package-lock.v3.json", edit.three), ("package-lock.v2.json", edit.three), ("package-lock.v1.json", edit.one),
    ] {
      let read = try JavaScriptFixtures.read(
        lock, as: "package-lock.json", edits: [(edit.file, edit.old, edit.new)])
      #expect(read.verdict == (change == nil ? "fresh" : "stale"), "\(lock): \(read.freshness.summary)")
      #expect(read.freshness.changes.first == change)
      #expect(read.codes.contains("stale") == (change != nil))
    }
  }

  @Test("a new member of the workspace makes it stale, a lost one leaves it open")
  func members() throws {
    let more = try JavaScriptFixtures.read(
      "package-lock.v3.json", as: "package-lock.json",
      others: ["packages/gamma/package.json": "{}", "packages/gamma/node_modules/x/package.json": "{}"])
    #expect(more.freshness.changes == ["workspaces: packages/gamma is not in the lock"])
    let lost = try read(
      "package-lock.json", try Fixture.text("javascript/locks/package-lock.v3.json"),
      others: ["package.json": try Fixture.text("javascript/project/package.json")])
    #expect(
      lost.freshness.summary == "there is no packages/alpha/package.json, which the lock was made from")
    #expect(lost.verdict == "unknown")
  }

  @Test(
    "without a manifest that can be read it is unknown",
    arguments: [
      (nil, "there is no package.json beside the lock"), ("{", "package.json cannot be read: "),
      ("[]", "package.json holds no object"),
    ]
      as [(String?, String)])
  func unknown(_ manifest: String?, _ reason: String) throws {
    let lock = try read(
      "a/package-lock.json", "{\"lockfileVersion\": 3, \"packages\": {\"\": {}}}",
      others: manifest.map { ["a/package.json": $0] } ?? [:])
    #expect(lock.verdict == "unknown")
    #expect(lock.freshness.summary.replacing("a/package", with: "package").hasPrefix(reason))
  }

  @Test("credentials in a range are not printed")
  func credentials() throws {
    let lock = try read(
      "package-lock.json", "{\"lockfileVersion\": 3, \"packages\": {\"\": {\"dependencies\": {\"a\": \"1\"}}}}",
      others: ["package.json": "{\"dependencies\": {\"a\": \"git+https://me:secret@h/o/r.git#main\"}}"])
    #expect(
      lock.freshness.changes == ["dependencies.a: package.json wants git+https://h/o/r.git#main, the lock has 1"])
  }
}

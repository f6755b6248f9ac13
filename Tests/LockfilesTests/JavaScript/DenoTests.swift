import Fingerprints
import Lockfiles
import Testing

@Suite("locks of Deno")
struct DenoTests {
  static let sum = String(repeating: "0f", count: 32)

  @Test("what Deno locked is read")
  func fixture() throws {
    let lock = try JavaScriptFixtures.read("deno.lock", as: "deno.lock", in: "deno")
    #expect(
      lock.packages.map { "\($0.ecosystem):\($0.name)@\($0.version)" } == [
        "jsr:@demo/words@1.1.0", "npm:@demo/native@2.0.1", "npm:leaf@1.2.0", "npm:leaf@1.4.0", "npm:old@0.9.0",
        "npm:tool@3.1.4",
      ])
    #expect(lock.grade == .a)
    #expect(lock.codes.isEmpty)
    #expect(lock.holdsTargets)
    #expect(lock.packages[1].marker == "os=darwin|linux & cpu=arm64")
    #expect(lock.verdict == "fresh", "\(lock.freshness.summary)")
    #expect(lock.references.map(\.path) == ["deno.json", "tools/deno.json", "tools/package.json"])
  }

  @Test(
    "every version of one set means the same",
    arguments: [
      "{\"version\": \"2\", \"remote\": REMOTE, \"npm\": {\"specifiers\": {\"a\": \"a@1.0.0\"}, \"packages\": NPM}}",
      "{\"version\": \"3\", \"remote\": REMOTE, \"packages\": {\"specifiers\": {\"npm:a\": \"npm:a@1.0.0\"}, \"npm\": NPM}}",
      "{\"version\": \"4\", \"specifiers\": {\"npm:a@*\": \"1.0.0_b@2.0.0\"}, \"npm\": NPM, \"remote\": REMOTE}",
      "{\"npm\": NPM, \"remote\": REMOTE, \"version\": \"5\", \"specifiers\": {\"npm:a@*\": \"1.0.0_b@2.0.0\"}}",
    ])
  func versions(_ text: String) throws {
    let full = text.replacing("REMOTE", with: "{\"https://deno.land/x/m.ts\": \"\(Self.sum)\"}").replacing(
      "NPM", with: "{\"a@1.0.0_b@2.0.0\": {\"integrity\": \"\(PackageLockTests.hash)\", \"dependencies\": {}}}")
    let lock = try read("deno.lock", full)
    #expect(
      lock.semantic?.text == """
        - - sha256:\(Self.sum) - -  https://deno.land/x/m.ts
        1.0.0 - \(PackageLockTests.hex) - -  npm:a

        """)
    #expect(lock.grade == .a)
    #expect(lock.holdsTargets == full.contains("\"5\""))
    #expect(lock.verdict == "unknown")
  }

  @Test("the first version has addresses and nothing else; redirects count")
  func remote() throws {
    let first = try read("deno.lock", "{\"https://u:p@h/a.ts\": \"\(Self.sum)\",\n\"https://h/b.ts\": \"x\"}")
    #expect(first.formatVersion == "1")
    #expect(first.packages.map(\.name) == ["https://h/a.ts", "https://h/b.ts"])
    #expect(first.codes == ["unpinned:2"])
    let text = "{\"version\": \"5\", \"redirects\": {\"https://h/a\": \"https://h/a@1\"}, \"remote\": {}}"
    let lock = try read("deno.lock", text)
    #expect(lock.semantic?.text == "https://h/a@1 - - - -  @redirect:https://h/a\n")
    #expect(try read("deno.lock", text.replacing("a@1", with: "a@2")).semantic != lock.semantic)
  }

  @Test(
    "what is no lock is refused, and what has no hash is graded down",
    arguments: [
      ("[]", Grade.unreadable, "syntax:1"), ("{\"version\":\n\"6\"}", .unreadable, "version.unsupported:2"),
      ("{\"version\": 5}", .unreadable, "version.unsupported:1"), ("{\"https://h/a.ts\":\n1}", .unreadable, "syntax:2"),
      ("{\n<<<<<<< HEAD\n", .unreadable, "conflict:2"),
      ("{\"version\": \"5\", \"jsr\": {\n\"@a/b@1.0.0\": {}}}", .b, "hash.missing:2"),
      ("{\"version\": \"5\", \"npm\": {\n\"b\": {}}}", .c, "unpinned:2"),
      ("{\"version\": \"5\", \"npm\": {\n\"b@1.0.0\": {\"tarball\": \"https://h/b.tgz\"}}}", .c, "unpinned:2"),
    ])
  func refused(_ text: String, _ grade: Grade, _ code: String) throws {
    let lock = try read("deno.lock", text)
    #expect(lock.grade == grade)
    #expect(lock.codes == [code])
  }

  @Test(
    "the key that changed is named; a range in another spelling is the same",
    arguments: [
      ("deno.json", "tool@3.1.4", "tool@3.1", "imports.npm:tool: deno.json wants 3.1, the lock has 3.1.4"),
      ("deno.json", "words@^1.0.0", "words@1", nil), ("deno.json", "words@^1.0.0", "words@1.x", nil),
      ("deno.json", "words@^1.0.0", "words@^1.1.0", "imports.jsr:@demo/words: deno.json wants ^1.1.0, the lock has 1"),
      ("deno.json", "\"tool\": \"npm:tool@3.1.4\",", "", "imports.npm:tool: deno.json has none, the lock has 3.1.4"),
      (
        "deno.json", "\"local\"", "\"more\": \"npm:more\", \"local\"",
        "imports.npm:more: deno.json wants *, the lock has none"
      ),
      (
        "tools/package.json", "^1.2.0", "^1.3.0",
        "dependencies.npm:leaf: tools/package.json wants ^1.3.0, the lock has ^1.2.0"
      ),
      ("tools/deno.json", "npm:leaf@~1.2.0", "npm:leaf@1.2.x", nil),
      ("tools/package.json", "\"dependencies\"", "\"optionalDependencies\": {\"x\": \"1\"}, \"dependencies\"", nil),
    ] as [(String, String, String, String?)])
  func stale(_ file: String, _ old: String, _ new: String, _ change: String?) throws {
    let lock = try JavaScriptFixtures.read("deno.lock", as: "deno.lock", in: "deno", edits: [(file, old, new)])
    #expect(lock.verdict == (change == nil ? "fresh" : "stale"), "\(lock.freshness.summary)")
    #expect(lock.freshness.changes == (change.map { [$0] } ?? []))
  }

  @Test("a new member that asks for something makes it stale")
  func members() throws {
    let other = ["more/deno.json": "{\"imports\": {\"a\": \"npm:a@1\"}}"]
    let edits = [(file: "deno.json", old: "\"./tools\"", new: "\"./tools\", \"./mor*\"")]
    let stale = try JavaScriptFixtures.read("deno.lock", as: "deno.lock", in: "deno", edits: edits, others: other)
    #expect(stale.freshness.changes == ["imports.npm:a: more/deno.json wants 1, the lock has none"])
    let fresh = try JavaScriptFixtures.read("deno.lock", as: "deno.lock", in: "deno", others: other)
    #expect(fresh.verdict == "fresh")
  }

  @Test("imports may be in a file of their own, manifests may hold comments or be missing")
  func manifests() throws {
    let lock = "{\"version\": \"5\", \"workspace\": {\"dependencies\": [\"npm:a@1\"]}}"
    let fresh = try read(
      "deno.lock", lock,
      others: [
        "deno.jsonc": "{\"importMap\": \"./map.json\" /* here */}", "map.json": "{\"imports\": {\"a\": \"npm:a@^1\"}}",
      ])
    #expect(fresh.verdict == "fresh", "\(fresh.freshness.summary)")
    #expect(fresh.references.map(\.path) == ["deno.jsonc", "map.json"])
    let missing = try read("deno.lock", lock)
    #expect(missing.freshness.summary == "there is no deno.json, which the lock was made from")
    let package = try read(
      "deno.lock", "{\"version\": \"5\", \"workspace\": {\"packageJson\": {\"dependencies\": [\"npm:a@1\"]}}}",
      others: ["package.json": "{\"devDependencies\": {\"b\": \"npm:a@^1.0.0\"}}"])
    #expect(package.verdict == "fresh", "\(package.freshness.summary)")
  }
}

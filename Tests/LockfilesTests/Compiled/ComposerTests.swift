import Fingerprints
import Lockfiles
import Testing

@Suite("locks of composer")
struct ComposerTests {
  @Test("packages that composer locked")
  func fixture() throws {
    let lock = try Fixture.read("composer-2.5", "composer.lock")
    #expect(lock.freshness.summary == "content-hash by the rule of composer 1.0 or newer")
    #expect(lock.packages.map(\.name) == ["lockfix/alpha", "lockfix/beta"])
    #expect(lock.packages.map(\.groups) == [[], ["dev"]])
    #expect(lock.codes == ["path.local:9", "path.local:28"])
    #expect(lock.references.map(\.path) == ["composer.json", "packages/alpha", "packages/beta"])
    #expect(
      lock.facts.map { $0.name + "=" + $0.value } == [
        "minimum-stability=dev", "prefer-stable=true", "platform:php=>=7.4", "platform:ext-json=*",
        "platform-overrides:php=8.1.0", "stability-flags:lockfix/beta=20",
      ])
  }

  /// The verdicts are those of `composer validate` 2.5.
  @Test(
    "an edited composer.json is judged as composer does",
    arguments: [
      ("not hashed", "changed", "fresh", ""), ("    \"name\"", "  \"name\"", "fresh", ""),
      ("\"empty\": {}", "\"empty\": []", "fresh", ""), ("\"float\": 1.0", "\"float\": 1", "fresh", ""),
      ("\"é/😀\"", "\"\\u00e9\\/\\ud83d\\ude00\"", "fresh", ""),
      ("{\"0\": \"a\", \"1\": \"b\"}", "[\"a\", \"b\"]", "fresh", ""),
      ("1.5e25", "15E+24", "fresh", ""), ("0.000025", "2.5e-5", "fresh", ""),
      ("\"float\": 1.0", "\"float\": 1.5", "stale", ""), ("\"nothing\": null", "\"nothing\": false", "stale", ""),
      ("{\"0\": \"a\", \"1\": \"b\"}", "{\"1\": \"a\", \"0\": \"b\"}", "stale", ""),
      ("\"^1.0\"", "\"^2.0\"", "stale", "require: lockfix/alpha ^2.0 is asked for and 1.2.0 is locked"),
      ("\"^1.0\"", "\"^1.1\"", "stale", ""),
      ("lockfix/alpha", "lockfix/gamma", "stale", "require: lockfix/gamma is not locked"),
      (">=7.4", ">=8.0", "stale", "require: php was >=7.4 and is >=8.0"),
      ("\"ext-json\": \"*\",\n", "", "stale", "require: ext-json is gone"),
      ("\"ext-json\": \"*\"", "\"ext-json\": \"*\", \"ext-dom\": \"*\"", "stale", "require: ext-dom is new"),
      ("\"8.1.0\"", "\"8.2.0\"", "stale", "config.platform: php was 8.1.0 and is 8.2.0"),
      ("\"minimum-stability\": \"dev\",", "", "stale", "minimum-stability was dev and is stable"),
      ("\"prefer-stable\": true", "\"prefer-stable\": false", "stale", "prefer-stable was true and is false"),
      ("1.5e25", "1e999", "unknown", ""), ("\"name\"", "name", "unknown", "composer.json cannot be read"),
    ])
  func freshness(_ old: String, _ new: String, _ verdict: String, _ change: String) throws {
    let lock = try Fixture.read("composer-2.5", "composer.lock", [.replace("composer.json", old, new)])
    #expect(lock.verdict == verdict, "\(lock.freshness.summary)")
    #expect(lock.freshness.summary.contains(change), "\(lock.freshness.summary)")
  }

  @Test("without manifest or hash it is unknown")
  func unknown() throws {
    #expect(try Fixture.read("composer-2.5", "composer.lock", [.remove("composer.json")]).verdict == "unknown")
    #expect(try read("composer.lock", "{\"packages\": []}", others: ["composer.json": "{}"]).verdict == "unknown")
    #expect(
      try read("composer.lock", "{\"packages\": [], \"hash\": \"x\"}", others: ["composer.json": "[]"]).verdict
        == "unknown")
    let old = "{\"packages\": [], \"hash\": \"99914b932bd37a50b983c5e7c90ae93b\"}"
    #expect(try read("composer.lock", old, others: ["composer.json": "{}"]).freshness.tool == "composer before 1.0")
    #expect(try read("composer.lock", old, others: ["composer.json": "{} "]).verdict == "stale")
  }

  /// What composer/semver of composer 2.5 says of 1.2.0, the locked version.
  @Test(
    "a changed requirement is named when the locked version does not meet it",
    arguments: [
      ("^1.2", false), ("~1.2", false), ("~1.2.3", true), (">=1.2", false), (">1.2", true), ("<2", false),
      ("<1.2", true),
      ("!=1.2.0", true), ("1.2.*", false), ("1.3.*", true), ("*", false), ("1.2", false), ("=1.2.1", true),
      ("^1 || ^2", false), ("^2|^3", true), (">=1.0 <1.2", true), (">=1.0,<1.3", false), (">= 1.0 < 1.3", false),
      ("1.0 - 1.1", true), ("1.0 - 1.2", false), ("^2.0@beta", true), ("dev-main", false), ("^0.3", true),
      ("x y", false),
    ])
  func requirements(_ requirement: String, _ isNamed: Bool) throws {
    let lock = try Fixture.read(
      "composer-2.5", "composer.lock", [.replace("composer.json", "\"^1.0\"", "\"\(requirement)\"")])
    #expect(lock.verdict == "stale")
    #expect(lock.freshness.changes.isEmpty != isNamed, "\(lock.freshness.changes)")
  }

  static let commit = String(repeating: "c", count: 40)

  static func lock(_ package: String, _ rest: String = "") -> String {
    "{\"packages\": [\n{\"name\": \"A/b\", \"version\": \"1.0\", \(package)}]\(rest)}"
  }

  static let source =
    "\"source\": {\"type\": \"git\", \"url\": \"https://me:pw@h/a.git\", \"reference\": \"\(commit)\"}"
  static let archive =
    "\"dist\": {\"type\": \"zip\", \"url\": \"https://h/a.zip\", \"reference\": \"\(commit)\", \"shasum\": \"\"}"

  @Test(
    "packages are graded",
    arguments: [
      (source, [], "A"), ("\"type\": \"metapackage\"", [], "A"),
      (source + "," + archive, ["hash.missing:2"], "B"), (archive, ["hash.missing:2"], "B"),
      (archive.replacing("\"\"", with: "\"\(commit)\""), ["hash.weak:2"], "B"),
      (archive.replacing("\"\"", with: "\"xyz\""), ["hash.invalid:2"], "U"),
      (source.replacing(commit, with: "main"), ["unpinned:2"], "C"),
      ("\"dist\": {\"type\": \"path\", \"url\": \"../b\"}", ["unpinned:2"], "C"),
      ("\"dist\": {\"type\": \"path\", \"url\": \"b\"}", ["path.local:2"], "B"),
      ("\"type\": \"x\"", ["hash.missing:2"], "B"),
    ])
  func grades(_ package: String, _ codes: [String], _ grade: String) throws {
    let lock = try read("composer.lock", Self.lock(package))
    #expect(lock.codes.filter { !codes.contains($0) }.allSatisfy { $0.hasPrefix("hash") }, "\(lock.codes)")
    #expect(Set(codes).isSubset(of: lock.codes), "\(lock.codes)")
    #expect(lock.grade.rawValue == grade)
    #expect(lock.packages.map(\.name) == ["a/b"])
    #expect(lock.semantic?.text.contains("pw") != true)
  }

  @Test(
    "what is no lock is refused",
    arguments: ["", "[]", "{}", "{\"packages\": {}}", "{\"packages\": [{\"name\": \"a\"}]}"])
  func refused(_ text: String) throws {
    #expect(try read("composer.lock", text).grade == .unreadable)
  }

  @Test("descriptions and times do not count; archives, platforms and aliases do")
  func semantic() throws {
    func digest(_ text: String) throws -> String? { try read("composer.lock", text).semantic?.digest }
    let base = Self.lock(Self.source + "," + Self.archive)
    for same in [
      Self.lock(Self.archive + "," + Self.source + ", \"time\": \"2020\", \"description\": \"x\", \"keywords\": []"),
      Self.lock(
        Self.source + "," + Self.archive, ", \"content-hash\": \"x\", \"plugin-api-version\": \"2\", \"aliases\": []"),
      Self.lock(Self.source + "," + Self.archive, ", \"minimum-stability\": \"stable\", \"prefer-stable\": false"),
    ] {
      #expect(try digest(same) == digest(base))
    }
    for other in [
      base.replacing("a.zip", with: "b.zip"), Self.lock(Self.source),
      Self.lock(Self.source + "," + Self.archive, ", \"platform\": {\"php\": \">=8\"}"),
      Self.lock(Self.source + "," + Self.archive, ", \"minimum-stability\": \"dev\""),
      Self.lock(
        Self.source + "," + Self.archive,
        ", \"aliases\": [{\"package\": \"a/b\", \"version\": \"1.0.0.0\", \"alias\": \"2.0\"}]"),
    ] {
      #expect(try digest(other) != digest(base))
    }
  }
}

import Fingerprints
import Lockfiles
import Testing

@Suite("conda-lock.yml")
struct CondaLockTests {
  private static let head =
    "version: 1\nmetadata: {channels: [{url: conda-forge}], platforms: [linux-64], sources: []}\npackage:\n"

  private func entry(
    _ name: String, version: String = "1.0", manager: String = "conda", hash: String = "{md5: \(md5), sha256: \(sha)}",
    url: String? = nil, more: String = ""
  ) -> String {
    let url = url ?? "https://conda.anaconda.org/conda-forge/linux-64/\(name)-\(version)-h0_0.conda"
    return
      "- {name: \(name), version: '\(version)', manager: \(manager), platform: linux-64, url: '\(url)', hash: \(hash)\(more)}\n"
  }

  private static let md5 = String(repeating: "a", count: 32)
  private static let sha = String(repeating: "b", count: 64)

  @Test("what conda-lock wrote is read")
  func fixture() throws {
    let source = try Fixture.source("conda/conda-lock")
    let lock = try LockfileReader.read(
      "conda-lock.yml", bytes: try #require(source.files["conda-lock.yml"]), from: source)
    #expect(lock.grade == .a, "\(lock.findings)")
    #expect(lock.formatVersion == "1")
    #expect(lock.packages.count == 9)
    #expect(lock.packages.first?.build == "h0_1")
    #expect(lock.packages.first?.artifacts.map(\.name) == ["alpha-1.2.3-h0_1.conda"])
    #expect(lock.packages.last?.ecosystem == "pypi")
    #expect(lock.packages.last?.source == nil)
    #expect(lock.references.map(\.path) == ["environment.yml"])
    #expect(lock.facts.map(\.name) == ["channel.1", "platforms"])
    #expect(lock.verdict == "unknown")
  }

  @Test(
    "a lock without what its source asks for is stale",
    arguments: [
      ("alpha >=1.2,<2", "alpha >=2", "alpha >=2 does not allow the locked 1.2.3 for linux-64"),
      ("  - pip\n", "  - pip\n  - zeta\n", "zeta is not locked for linux-64"),
      ("[linux]", "[osx]", "epsilon 3.* is not locked for osx-arm64"),
      (
        "  - alpha >=1.2,<2", "  - alpha=1.2.3=h9_9",
        "alpha 1.2.3 h9_9 is another build than the locked h0_1 for linux-64"
      ),
    ])
  func stale(_ old: String, _ new: String, _ change: String) throws {
    var source = try Fixture.source("conda/conda-lock")
    let text = try Fixture.text("conda/conda-lock/environment.yml").replacing(old, with: new)
    source.files["environment.yml"] = Array(text.utf8)
    let lock = try LockfileReader.read("conda-lock.yml", bytes: source.files["conda-lock.yml"] ?? [], from: source)
    #expect(lock.verdict == "stale")
    #expect(lock.freshness.changes.first == "environment.yml: " + change)
    #expect(lock.codes.last == "stale")
  }

  @Test("the digests of the sources decide where the lock has them", arguments: [false, true])
  func digests(_ hasReturns: Bool) throws {
    let lock = try Fixture.text("conda/conda-lock-inputs/conda-lock.yml")
    let source = try Fixture.text("conda/conda-lock/environment.yml")
    let text = hasReturns ? source.replacing("\n", with: "\r\n") : source
    #expect(try read("conda-lock.yml", lock, others: ["environment.yml": text]).verdict == "fresh")
    let other = try read("conda-lock.yml", lock, others: ["environment.yml": text + "# x\n"])
    #expect(other.verdict == "stale")
    #expect(other.freshness.changes == ["environment.yml"])
    #expect(try read("conda-lock.yml", lock).freshness.summary == "its source environment.yml is not in the tree")
  }

  @Test("an entry that says too little is refused", arguments: ["name", "version", "platform", "manager", "url"])
  func incomplete(_ key: String) throws {
    let text = Self.head + entry("a").replacing(key + ":", with: "x\(key):")
    let lock = try read("conda-lock.yml", text)
    #expect(lock.grade == .unreadable)
    #expect(lock.codes == ["syntax:4"])
  }

  @Test(
    "hashes and origins decide the grade",
    arguments: [
      ("{md5: \(md5)}", nil, "conda", Grade.b, "hash.weak:4"), ("{}", nil, "conda", .b, "hash.missing:4"),
      ("{sha256: \(sha)}", "https://files.pythonhosted.org/p/a-1.0.tar.gz", "pip", .a, nil),
      ("{}", "https://files.pythonhosted.org/p/a-1.0.tar.gz", "pip", .b, "hash.missing:4"),
      ("{}", "https://example.org/a-1.0.tar.gz", "pip", .c, "unpinned:4"),
      ("{sha256: \(sha.prefix(40))}", "git+https://h/a@\(sha.prefix(40))", "pip", .a, nil),
      ("{}", "git+https://h/a@main", "pip", .c, "unpinned:4"), ("{}", "file:///home/me/a", "pip", .c, "unpinned:4"),
    ] as [(String, String?, String, Grade, String?)])
  func grades(_ hash: String, _ url: String?, _ manager: String, _ grade: Grade, _ code: String?) throws {
    let lock = try read("conda-lock.yml", Self.head + entry("a", manager: manager, hash: hash, url: url))
    #expect(lock.grade == grade, "\(lock.findings)")
    #expect(code.map { lock.codes.contains($0) } ?? lock.codes.isEmpty, "\(lock.codes)")
  }

  @Test("platform and category count, the rest is cosmetic")
  func semantics() throws {
    let base = try read("conda-lock.yml", Self.head + entry("a") + entry("b")).semantic
    func semantic(_ text: String) throws -> Fingerprint? { try read("conda-lock.yml", Self.head + text).semantic }
    #expect(
      try semantic(entry("b", more: ", dependencies: {c: '1'}, optional: false") + "\n# x\n" + entry("a")) == base)
    #expect(try semantic(entry("a").replacing("linux-64,", with: "win-64,") + entry("b")) != base)
    #expect(try semantic(entry("a", more: ", category: dev") + entry("b")) != base)
    #expect(try semantic(entry("a", url: "https://u:p@h/t/token/c/linux-64/a-1.0-h0_0.conda")) != base)
    let lock = try read(
      "conda-lock.yml", Self.head + entry("a", url: "https://u:p@h/x/t/token/c/linux-64/a-1.0-h0_0.conda"))
    #expect(lock.packages.first?.source == "https://h/x/c/linux-64/a-1.0-h0_0.conda")
  }

  @Test("what is locked twice must be the same")
  func conflicts() throws {
    let twice = try read("conda-lock.yml", Self.head + entry("a") + entry("a", more: ", category: dev"))
    #expect(twice.grade == .a, "\(twice.findings)")
    let other = try read("conda-lock.yml", Self.head + entry("a") + entry("a", version: "2.0", more: ", category: dev"))
    #expect(other.codes == ["conflict:5"])
    #expect(other.grade == .c)
  }

  @Test(
    "another version is refused",
    arguments: [
      ("version: 3", "version.unsupported:"), ("version: 0", "version.unsupported:"), ("x: 1", "version.unsupported:"),
    ])
  func versions(_ line: String, _ code: String) throws {
    let lock = try read("conda-lock.yml", (Self.head + entry("a")).replacing("version: 1\n", with: line + "\n"))
    #expect(lock.grade == .unreadable)
    #expect(lock.codes == ["version.unsupported"])
    let second = try read(
      "conda-lock.yml",
      (Self.head + entry("a", more: ", categories: [dev, main]")).replacing("version: 1\n", with: "version: 2\n"))
    #expect(second.packages.first?.groups == ["dev", "main"])
    #expect(second.grade == .a)
  }

  @Test("a lock is known by its first words")
  func content() throws {
    let text = "# This lock file was generated by conda-lock (…). DO NOT EDIT!\n" + Self.head + entry("a")
    #expect(try read("locks/linux.yaml", text).format == "conda-lock.yml")
    #expect(try read("locks/linux.yaml", "# " + text.dropFirst(30)).format == "")
  }
}

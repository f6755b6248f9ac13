import Fingerprints
import Foundation
import Lockfiles
import Testing

@Suite("real lockfiles", .enabled(if: SharedCorpus.isPresent, "needs ../shared/lockfiles"))
struct CorpusTests {
  @Test("all entries are known")
  func size() {
    #expect(SharedCorpus.entries.count == 46)
    #expect(SharedCorpus.twins.count == 22)
    #expect(SharedCorpus.manifestTwins.count == 19)
  }

  @Test("the packages are those the tool names", arguments: SharedCorpus.entries)
  func packages(_ entry: SharedCorpus.Entry) throws {
    let lock = try entry.read()
    #expect(lock.format == entry.format)
    guard entry.json["ok"] as? Bool == true else {
      // The tool refused the file, and so do we.
      #expect(lock.grade == .unreadable)
      return
    }
    #expect(lock.grade != .unreadable, "\(lock.findings)")
    #expect(lock.packages.count == entry.json["package_count"] as? Int)
    guard entry.json["packages"] != nil else { return }
    let found = Set(lock.packages.map { Self.pin($0, in: entry) })
    #expect(found == Set(entry.packages.map { Self.expected($0, in: entry) }))
  }

  /// What the facts call a package. Names are normalised there for some formats only; entries without a version
  /// are written with the tool's own idea of their origin, of which only the name is compared.
  private static func pin(_ package: PinnedPackage, in entry: SharedCorpus.Entry) -> String {
    switch entry.format {
    case ".python-version": package.version
    case _ where package.source?.hasPrefix("file:") ?? false || package.source?.hasPrefix("git+") ?? false:
      package.version.isEmpty ? "\(package.name) from elsewhere" : "\(package.name)==\(package.version)"
    default: package.isExact ? "\(package.name)==\(package.version)" : package.name + package.version
    }
  }

  private static func expected(_ fact: String, in entry: SharedCorpus.Entry) -> String {
    guard entry.format != ".python-version" else { return fact }
    if let at = fact.firstIndex(of: "@") {
      var name = String(fact[..<at])
      if let equals = name.range(of: "==") { name = String(name[..<equals.lowerBound]) }
      // pip has no name for `-e .`.
      return "\(name == "None" ? "file:." : normalized(name)) from elsewhere"
    }
    guard let equals = fact.range(of: "==") else { return fact }
    return normalized(String(fact[..<equals.lowerBound])) + fact[equals.lowerBound...]
  }

  private static func normalized(_ name: String) -> String {
    name.lowercased().replacing(#/[-_.]+/#, with: "-")
  }

  @Test("the entries are those pip reads", arguments: SharedCorpus.entries("requirements.txt"))
  func requirements(_ entry: SharedCorpus.Entry) throws {
    let lock = try entry.read()
    if let grade = entry.json["grade"] as? String { #expect(lock.grade.rawValue == grade) }
    let unpinned = (entry.json["unpinned_lines"] as? [String] ?? []).count
    // pip counts `-e .` as unpinned; here it is a part of the tree.
    #expect(lock.findings.count { $0.code == "unpinned" || $0.code == "path.local" } == unpinned)
    guard let entries = entry.json["entries"] as? [[String: Any]] else { return }
    for (package, fact) in zip(lock.packages, entries) {
      #expect(package.extras == (fact["extras"] as? [String] ?? []))
      #expect(package.marker == (fact["marker"] as? String))
      #expect(package.hashes.count == fact["hashes"] as? Int)
      #expect(package.isConstraint == fact["constraint"] as? Bool)
      if let place = fact["line"] as? String, place.hasPrefix("line ") {
        let words = place.split(separator: " ")
        #expect(package.line == Int(words[1]))
        #expect((package.file ?? entry.lockfile) == String(words[3]))
      }
    }
  }

  @Test("the dependencies are those conda-lock reads", arguments: SharedCorpus.entries("environment.yml"))
  func conda(_ entry: SharedCorpus.Entry) throws {
    let lock = try entry.read()
    let found = lock.packages.map { package in
      let version = package.version + (package.build.map { " " + $0 } ?? "")
      return package.ecosystem == "pypi"
        ? "pip:\(package.name) \(package.isExact ? "==" : "")\(package.version)" : "conda:\(package.name) \(version)"
    }
    let expected = (entry.json["parsed"] as? [String] ?? []).map { fact in
      // We sort the clauses of a range.
      guard let blank = fact.firstIndex(of: " ") else { return fact }
      let range = fact[fact.index(after: blank)...]
      return fact[...blank] + range.split(separator: ",").sorted().joined(separator: ",")
    }
    // conda-lock adds pip itself where a `pip:` list stands without it.
    #expect(Set(found).symmetricDifference(expected).subtracting(["conda:pip *"]).isEmpty)
  }

  @Test(
    "fresh is what the tool calls fresh",
    arguments: SharedCorpus.entries.filter { $0.json["staleness"] is [String: Any] })
  func freshness(_ entry: SharedCorpus.Entry) throws {
    let staleness = entry.json["staleness"] as? [String: Any] ?? [:]
    let lock = try entry.read()
    let matches = try #require(staleness["matches"] as? Bool)
    #expect(lock.freshness == (matches ? .fresh : .stale), "\(lock.freshnessRule)")
    if staleness["matches_pipenv_ge_2026_4"] is Bool {
      let old = staleness["matches_plette"] as? Bool == true
      let new = staleness["matches_pipenv_ge_2026_4"] as? Bool == true
      #expect(lock.freshnessRule.contains("before 2026.4") == old)
      #expect(lock.freshnessRule.contains("2026.4 or newer") == new)
    }
  }

  @Test("twins mean the same or not", arguments: SharedCorpus.twins)
  func twins(_ twin: SharedCorpus.Twin) throws {
    func semantic(_ path: String) throws -> String? {
      let bytes = try #require(SharedCorpus.bytes(path))
      let lock = try LockfileReader.read(twin.format, bytes: bytes, from: MemorySource())
      #expect(lock.grade != .unreadable, "\(lock.findings)")
      return lock.semantic?.digest
    }
    let (base, other) = (try semantic(twin.base), try semantic(twin.other))
    #expect((base == other) == twin.isCosmetic)
  }

  @Test("an edited manifest makes a lock stale as poetry sees it", arguments: SharedCorpus.manifestTwins)
  func manifestTwins(_ twin: SharedCorpus.ManifestTwin) throws {
    let lock = try #require(SharedCorpus.bytes(twin.lock))
    let manifest = try #require(SharedCorpus.bytes(twin.manifest))
    let source = MemorySource(files: ["pyproject.toml": manifest])
    let read = try LockfileReader.read("poetry.lock", bytes: lock, from: source)
    #expect(read.freshness == (twin.isFresh ? .fresh : .stale), "\(read.freshnessRule)")
  }
}

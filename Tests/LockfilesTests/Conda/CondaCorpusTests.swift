import Fingerprints
import Foundation
import Lockfiles
import Testing

@Suite("real lockfiles of conda", .enabled(if: SharedCorpus.isPresent, "needs ../shared/lockfiles"))
struct CondaCorpusTests {
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
    let listsPip = found.contains { $0.hasPrefix("conda:pip ") }
    #expect(lock.codes.contains { $0.hasPrefix("pip.missing") } == (expected.contains("conda:pip *") && !listsPip))
  }

  @Test("packages a platform are those conda-lock counts", arguments: SharedCorpus.entries("conda-lock.yml"))
  func lock(_ entry: SharedCorpus.Entry) throws {
    let lock = try entry.read()
    let platforms = entry.json["per_platform"] as? [String: Int] ?? [:]
    #expect(
      Dictionary(grouping: lock.packages) { $0.marker ?? "" }.mapValues(\.count) == platforms.mapKeys { "[\($0)]" })
    #expect(lock.packages.count { $0.ecosystem == "pypi" } == entry.json["pip_entries"] as? Int)
    #expect(lock.grade == .a, "\(lock.findings)")
    #expect(lock.references.filter { $0.kind == .manifest }.count == (entry.json["sources"] as? [String])?.count)
    #expect(lock.verdict == "unknown", "\(lock.freshness.summary)")
  }

  @Test("addresses and hashes are those of the list", arguments: SharedCorpus.entries("conda-explicit"))
  func explicit(_ entry: SharedCorpus.Entry) throws {
    let lock = try entry.read()
    let hashes = lock.packages.flatMap(\.hashes)
    #expect(hashes.count { $0.hasPrefix("md5:") } == entry.json["md5_count"] as? Int)
    #expect(hashes.count { $0.hasPrefix("sha256:") } == entry.json["sha256_count"] as? Int)
    #expect(lock.grade == .b)
    #expect(lock.codes.allSatisfy { $0.hasPrefix("hash.weak") }, "\(lock.codes)")
    #expect(lock.facts.contains { $0.name == "platform" && entry.lockfile.contains($0.value) })
  }

  @Test("packages an environment and platform are those rattler counts", arguments: SharedCorpus.entries("pixi.lock"))
  func pixi(_ entry: SharedCorpus.Entry) throws {
    let lock = try entry.read()
    #expect(Set(lock.pins).count == entry.json["package_count"] as? Int)
    let records = try #require(entry.json["raw_package_records"] as? Int)
    if records > 0 { #expect(lock.packages.count == records) }
    let environments = entry.json["environments"] as? [String: [String: Int]] ?? [:]
    var found: [String: [String: Int]] = [:]
    for part in lock.packages.flatMap({ ($0.marker ?? "").dropFirst().dropLast().components(separatedBy: "; ") }) {
      let words = part.split(separator: " ").map(String.init)
      for platform in words.dropFirst() { found[String(words[0].dropLast()), default: [:]][platform, default: 0] += 1 }
    }
    #expect(found == environments)
    #expect(lock.grade == .a, "\(lock.findings)")
    // One manifest no longer asks for catch2, which is still locked.
    let changes = entry.id.contains("readCon") ? ["catch2 is locked but nothing requires it (default linux-64)"] : []
    #expect(lock.verdict == (changes.isEmpty ? "fresh" : "stale"), "\(lock.freshness.summary)")
    #expect(lock.freshness.changes == changes)
  }
}

extension Dictionary {
  fileprivate func mapKeys(_ change: (Key) -> String) -> [String: Value] {
    Dictionary<String, Value>(uniqueKeysWithValues: map { (change($0.key), $0.value) })
  }
}

import Fingerprints
import Foundation
import Lockfiles
import Testing

@Suite("real lockfiles of Python", .enabled(if: SharedCorpus.isPresent, "needs ../shared/lockfiles"))
struct PythonCorpusTests {
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

  @Test(
    "both rules of pipenv are told apart",
    arguments: SharedCorpus.entries("Pipfile.lock").filter {
      ($0.json["staleness"] as? [String: Any])?["matches_pipenv_ge_2026_4"] is Bool
    })
  func pipenv(_ entry: SharedCorpus.Entry) throws {
    let staleness = entry.json["staleness"] as? [String: Any] ?? [:]
    let tool = try entry.read().freshness.tool ?? ""
    #expect(tool.contains("before 2026.4") == (staleness["matches_plette"] as? Bool == true))
    #expect(tool.contains("2026.4 or newer") == (staleness["matches_pipenv_ge_2026_4"] as? Bool == true))
  }

  @Test("an edited manifest makes a lock stale as poetry sees it", arguments: SharedCorpus.manifestTwins)
  func manifestTwins(_ twin: SharedCorpus.ManifestTwin) throws {
    let lock = try #require(SharedCorpus.bytes(twin.lock))
    let manifest = try #require(SharedCorpus.bytes(twin.manifest))
    let source = MemorySource(files: ["pyproject.toml": manifest])
    let read = try LockfileReader.read("poetry.lock", bytes: lock, from: source)
    #expect(read.verdict == (twin.isFresh ? "fresh" : "stale"), "\(read.freshness.summary)")
  }
}

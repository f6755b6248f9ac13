import Fingerprints
import Foundation
import Lockfiles
import Testing

/// What holds for the real lockfiles of every format; what a format has besides is in the tests of its family.
@Suite("real lockfiles", .enabled(if: SharedCorpus.isPresent, "needs ../shared/lockfiles"))
struct CorpusTests {
  @Test("all entries are known")
  func size() {
    #expect(SharedCorpus.entries.count == 144)
    #expect(SharedCorpus.twins.count == 169)
    // git passes over files of this name where the copy is kept.
    #expect(SharedCorpus.absentFormats.isSubset(of: ["Package.resolved"]))
  }

  @Test("the packages are those the tool names", arguments: SharedCorpus.known)
  func packages(_ entry: SharedCorpus.Entry) throws {
    let lock = try entry.read()
    #expect(lock.format == entry.expectedFormat)
    guard let isAccepted = entry.json["ok"] as? Bool else { return }
    guard isAccepted else {
      // The tool refused the file, and so do we.
      #expect(lock.grade == .unreadable)
      return
    }
    #expect(lock.grade != .unreadable, "\(lock.findings)")
    guard CorpusExceptions.reasons[entry.id] == nil else { return }
    if !CorpusFacts.formatsCountedOtherwise.contains(entry.format) {
      #expect(lock.packages.count == entry.json["package_count"] as? Int)
    }
    guard entry.json["packages"] != nil else { return }
    let found = Set(CorpusFacts.pins(of: lock, in: entry))
    let expected = Set(CorpusFacts.expected(in: entry))
    #expect(
      found == expected,
      "only here: \(found.subtracting(expected).sorted().prefix(5)), only there: \(expected.subtracting(found).sorted().prefix(5))"
    )
  }

  @Test(
    "fresh is what the tool calls fresh",
    arguments: SharedCorpus.known.filter { ($0.json["staleness"] as? [String: Any])?["matches"] is Bool })
  func freshness(_ entry: SharedCorpus.Entry) throws {
    let staleness = entry.json["staleness"] as? [String: Any] ?? [:]
    let lock = try entry.read()
    guard CorpusExceptions.freshness[entry.id] == nil else { return }
    let matches = try #require(staleness["matches"] as? Bool)
    #expect(lock.verdict == (matches ? "fresh" : "stale"), "\(lock.freshness.summary)")
  }

  @Test("twins mean the same or not", arguments: SharedCorpus.knownTwins)
  func twins(_ twin: SharedCorpus.Twin) throws {
    func semantic(_ path: String) throws -> String? {
      let bytes = try #require(SharedCorpus.bytes(path))
      let lock = try LockfileReader.read(twin.path, bytes: bytes, from: MemorySource())
      #expect(lock.grade != .unreadable, "\(lock.findings)")
      return lock.semantic?.digest
    }
    let (base, other) = (try semantic(twin.base), try semantic(twin.other))
    #expect((base == other) == twin.isCosmetic)
  }
}

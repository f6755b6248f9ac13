import Fingerprints
import Foundation
import Lockfiles
import Testing

@Suite("real lockfiles of uv", .enabled(if: SharedCorpus.isPresent, "needs ../shared/lockfiles"))
struct UVCorpusTests {
  @Test("a lock that its repository keeps is fresh", arguments: SharedCorpus.entries("uv.lock"))
  func fresh(_ entry: SharedCorpus.Entry) throws {
    let lock = try entry.read()
    #expect(lock.verdict == "fresh", "\(lock.freshness.summary)")
    #expect(lock.grade == .a)
  }

  @Test("an edited manifest makes a lock stale as uv sees it", arguments: SharedCorpus.uvManifestTwins)
  func manifestTwins(_ twin: SharedCorpus.ManifestTwin) throws {
    let lock = try #require(SharedCorpus.bytes(twin.lock))
    let manifest = try #require(SharedCorpus.bytes(twin.manifest))
    let source = MemorySource(files: ["pyproject.toml": manifest])
    let read = try LockfileReader.read("uv.lock", bytes: lock, from: source)
    #expect(read.verdict == (twin.isFresh ? "fresh" : "stale"), "\(read.freshness.summary)")
  }
}

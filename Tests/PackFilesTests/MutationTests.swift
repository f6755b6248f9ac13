import Fingerprints
import Foundation
import TestSupport
import Testing

@testable import PackFiles

@Suite("damage at random", .enabled(if: PackFixture.isAvailable, "needs git"))
struct MutationTests {
  /// Thousands of packs and indexes with a few bytes changed: whatever comes of it, it is an object or an error, and
  /// an object that gives its id is the right one.
  @Test("a pack and its index with bytes changed never do worse than an error", arguments: [false, true])
  func mutations(byID: Bool) throws {
    let fixture = try PackFixture(commits: 6)
    try fixture.git("-C", fixture.repository, "config", "repack.useDeltaBaseOffset", byID ? "false" : "true")
    try fixture.git("-C", fixture.repository, "repack", "-adfq", "--depth=50")
    let expected = try fixture.allObjects()
    let ids = expected.keys.sorted()
    let names = try FileManager.default.contentsOfDirectory(atPath: fixture.objects + "/pack")
    let stem = try #require(names.first { $0.hasSuffix(".pack") }).dropLast(5)
    let paths = [".pack", ".idx"].map { fixture.objects + "/pack/" + stem + $0 }
    let originals = try paths.map { try Array(Data(contentsOf: URL(fileURLWithPath: $0))) }
    let directory = fixture.directory + "/mutated"
    try FileManager.default.createDirectory(atPath: directory + "/pack", withIntermediateDirectories: true)
    let hasher = try MessageDigest(.sha1)
    let limits = ReadLimits(objectSize: 1 << 20)
    var random = SeededGenerator.fresh()
    var failures = 0
    for round in 0..<2_500 {
      var files = originals
      // Mostly the pack: of the index, the fan-out and the offsets matter more than the ids.
      let which = random.below(3) == 0 ? 1 : 0
      for _ in 0...random.below(4) {
        let position = random.below(files[which].count)
        switch random.below(4) {
        case 0: files[which][position] ^= 1 << UInt8(random.below(8))
        case 1: files[which][position] = 0xFF
        case 2: files[which][position] = UInt8(random.below(256))
        default: files[which][position] &+= 1
        }
      }
      for (file, suffix) in zip(files, [".pack", ".idx"]) {
        try Data(file).write(to: URL(fileURLWithPath: directory + "/pack/pack-1" + suffix))
      }
      let opened = ObjectFiles(objectsDirectory: directory, limits: limits)
      let reader = try ObjectReader(opened)
      for id in ids {
        guard let object = try? reader.read(id) else {
          failures += 1
          continue
        }
        #expect(!gives(id, object, hasher) || object == expected[id], "round \(round), seed \(random.seed)")
      }
      _ = try BulkReader.read(ids, from: opened, threads: 2, makeWorker: {}) { _, _, _, content in content.byteCount }
    }
    #expect(failures > 0, "seed \(random.seed)")
  }

  private func gives(_ id: ObjectID, _ object: StoredObject, _ hasher: borrowing MessageDigest) -> Bool {
    hasher.update(Array("\(object.type) \(object.content.count)\0".utf8) + object.content)
    return hasher.finish() == id.bytes
  }
}

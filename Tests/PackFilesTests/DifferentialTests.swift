import Fingerprints
import Foundation
import TestSupport
import Testing

@testable import PackFiles

@Suite("objects as git itself reads them", .enabled(if: PackFixture.isAvailable, "needs git"))
struct DifferentialTests {
  /// Ways to store the same objects, and whether deltas must come of it.
  struct Storage: Sendable, CustomTestStringConvertible {
    let name: String
    let configuration: [String]
    let repack: [String]
    let hasDeltas: Bool
    var testDescription: String { name }

    init(_ name: String, with configuration: [String] = [], _ repack: [String], hasDeltas: Bool) {
      (self.name, self.configuration, self.repack, self.hasDeltas) = (name, configuration, repack, hasDeltas)
    }
  }

  static let storages = [
    Storage("loose", [], hasDeltas: false),
    Storage("packed as usual", ["-adf"], hasDeltas: true),
    Storage("no deltas", ["-adf", "--depth=0"], hasDeltas: false),
    Storage("shallow deltas", ["-adf", "--depth=2", "--window=5"], hasDeltas: true),
    Storage("deltas as deep as git makes them", ["-adf", "--depth=4095", "--window=100"], hasDeltas: true),
    Storage("first index version", with: ["pack.indexVersion=1"], ["-adf"], hasDeltas: true),
    Storage("deltas by id", with: ["repack.useDeltaBaseOffset=false"], ["-adf"], hasDeltas: true),
    Storage("no deltas of files", with: ["core.bigFileThreshold=1k"], ["-adf"], hasDeltas: false),
    Storage("uncompressed", with: ["core.compression=0"], ["-adF"], hasDeltas: true),
    Storage("compressed well", with: ["core.compression=9"], ["-adF"], hasDeltas: true),
  ]

  @Test("every object, by itself and in bulk, whatever form it is stored in", arguments: storages)
  func everyObject(_ storage: Storage) throws {
    let fixture = try PackFixture()
    for setting in storage.configuration {
      let parts = setting.split(separator: "=")
      try fixture.git("-C", fixture.repository, "config", String(parts[0]), String(parts[1]))
    }
    if !storage.repack.isEmpty {
      try fixture.git(["-C", fixture.repository, "repack", "-q"] + storage.repack)
    }
    let expected = try fixture.allObjects()
    let files = ObjectFiles(objectsDirectory: fixture.objects)
    #expect(files.packs.count == (storage.repack.isEmpty ? 0 : 1))
    try compare(files, expected, arePacked: !storage.repack.isEmpty)
    let reader = try ObjectReader(files)
    let deltas = try expected.keys.count { try reader.place(of: $0).flatMap { try reader.base(of: $0) } != nil }
    for (id, content) in expected { #expect(reader.size(of: id) == content.content.count) }
    #expect((deltas > 0) == storage.hasDeltas)
  }

  @Test("a large object, which is read without the windows, and one compressed very well")
  func large() throws {
    let fixture = try PackFixture(commits: 2, largeFile: 3_000_000)
    try compare(ObjectFiles(objectsDirectory: fixture.objects), fixture.allObjects(), arePacked: false)
    try fixture.git("-C", fixture.repository, "repack", "-adq")
    try compare(ObjectFiles(objectsDirectory: fixture.objects), fixture.allObjects(), arePacked: true)
    let zeros = try fixture.git(
      "-C", fixture.repository, "hash-object", "-w", "--stdin", input: [UInt8](repeating: 0, count: 5_000_000))
    let id = try #require(ObjectID(hex: String(decoding: zeros.prefix(40), as: UTF8.self)))
    let reader = try ObjectReader(ObjectFiles(objectsDirectory: fixture.objects))
    #expect(try reader.read(id).content == [UInt8](repeating: 0, count: 5_000_000))
  }

  @Test("several packs beside loose objects")
  func severalPacks() throws {
    let fixture = try PackFixture(commits: 10)
    for part in 0..<4 {
      try fixture.git("-C", fixture.repository, "repack", "-dq")
      for number in 0..<5 {
        try fixture.git(
          "-C", fixture.repository, "hash-object", "-w", "--stdin", input: Array("loose \(part) \(number)".utf8))
      }
      try fixture.fastImport(
        Array(
          """
          commit refs/heads/part\(part)
          committer T <t@example.org> 1700000000 +0000
          data 1
          c
          M 100644 inline part
          data 6
          part \(part)

          """.utf8))
    }
    let files = ObjectFiles(objectsDirectory: fixture.objects)
    #expect(files.packs.count == 4)
    let expected = try fixture.allObjects()
    let reader = try ObjectReader(files)
    for (id, object) in expected { #expect(try reader.read(id) == object) }
  }

  @Test("alternates: followed by whole paths, by relative ones of the repository itself, and round in circles")
  func alternates() throws {
    let fixture = try PackFixture()
    try fixture.git("-C", fixture.repository, "repack", "-adq")
    let clone = fixture.directory + "/clone.git"
    try fixture.git("clone", "-q", "--bare", "--shared", fixture.repository, clone)
    try compare(ObjectFiles(objectsDirectory: clone + "/objects"), fixture.allObjects(in: clone), arePacked: true)
    try Data("# comment\n\n../../repo.git/objects\n/nonexistent\n".utf8).write(
      to: URL(fileURLWithPath: clone + "/objects/info/alternates"))
    try Data("\(clone)/objects\n../../other/objects\n".utf8).write(
      to: URL(fileURLWithPath: fixture.objects + "/info/alternates"))
    let files = ObjectFiles(objectsDirectory: clone + "/objects")
    #expect(files.directories.count == 2)
    try compare(files, fixture.allObjects(), arePacked: true)
  }

  @Test("a thin pack that was completed on arrival")
  func thinPack() throws {
    let fixture = try PackFixture()
    try fixture.git("-C", fixture.repository, "repack", "-adq")
    let clone = fixture.directory + "/clone.git"
    try fixture.git("clone", "-q", "--bare", "--no-local", fixture.repository, clone)
    try fixture.fastImport(
      Array(
        """
        commit refs/heads/main
        committer T <t@example.org> 1700009999 +0000
        data 1
        c
        from refs/heads/main^0
        M 100644 refs/heads/main:d0/f0.txt d1/copy.txt

        """.replacingOccurrences(of: "M 100644 refs/heads/main:d0/f0.txt d1/copy.txt", with: try change(fixture)).utf8))
    try fixture.git(
      "-C", clone, "-c", "fetch.unpackLimit=1", "fetch", "-q", "origin", "+refs/heads/main:refs/heads/main")
    let files = ObjectFiles(objectsDirectory: clone + "/objects")
    #expect(files.packs.count == 2)
    try compare(files, fixture.allObjects(in: clone), arePacked: true)
  }

  /// A line of a fast-import stream that changes one file a little.
  private func change(_ fixture: PackFixture) throws -> String {
    let text = try fixture.git("-C", fixture.repository, "cat-file", "blob", "main:d0/f0.txt") + Array("\nmore".utf8)
    return "M 100644 inline d0/f0.txt\ndata \(text.count)\n" + String(decoding: text, as: UTF8.self)
  }

  /// Reads everything in another order by every way there is, with caches of any size.
  private func compare(_ files: ObjectFiles, _ expected: [ObjectID: StoredObject], arePacked: Bool) throws {
    #expect(!expected.isEmpty)
    var random = SeededGenerator.fresh()
    for limits in [ReadLimits(), ReadLimits(baseCacheSize: 0, indexCacheSize: 0)] {
      let files = ObjectFiles(objectsDirectory: files.directories[0], limits: limits)
      let ids = expected.keys.sorted().shuffled(using: &random)
      let reader = try ObjectReader(files)
      for id in ids { #expect(try reader.read(id) == expected[id], "\(id), seed \(random.seed)") }
      for threads in [1, 3] {
        // Some twice.
        let wanted = ids + ids.prefix(7)
        let read = try BulkReader.read(wanted, from: files, threads: threads, makeWorker: {}) { _, _, type, content in
          StoredObject(type: type, content: content.withUnsafeBytes { Array($0) })
        }
        for (id, object) in zip(wanted, read) {
          #expect(object == (arePacked ? expected[id] : nil), "\(id), \(threads) threads, seed \(random.seed)")
        }
      }
      let unknown = ObjectID([UInt8](repeating: 7, count: 20))
      #expect(throws: ObjectFault.missing) { try reader.read(unknown) }
    }
  }
}

import Fingerprints
import Foundation
import TestSupport
import Testing

@testable import PackFiles

@Suite("files that lie")
struct HostileTests {
  private typealias Entry = HandmadePack.Entry

  /// A directory of its own for `body`, gone afterwards.
  private func withDirectory(_ body: (String) throws -> Void) throws {
    let directory = NSTemporaryDirectory() + "lockstep-tests-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: directory) }
    try body(directory)
  }

  /// What reading object `id` of `pack` ends with; nil when it succeeds.
  private func fault(_ pack: HandmadePack, _ id: UInt8 = 1, limits: ReadLimits = ReadLimits()) throws -> ObjectFault? {
    var fault: ObjectFault?
    try withDirectory { directory in
      try pack.write(to: directory)
      let files = ObjectFiles(objectsDirectory: directory, limits: limits)
      let reader = try ObjectReader(files)
      do throws(ObjectFault) { _ = try reader.read(HandmadePack.id(id)) } catch { fault = error }
      let bulk = try BulkReader.read([HandmadePack.id(id)], from: files, threads: 2, makeWorker: {}) { _, _, _, _ in 1 }
      #expect((bulk == [1]) == (fault == nil))
    }
    return fault
  }

  private let text = Array("some text to change".utf8)

  /// A delta from `text` with the given instructions.
  private func delta(_ instructions: [UInt8], base: Int? = nil, result: Int) -> [UInt8] {
    func size(_ value: Int) -> [UInt8] {
      var bytes: [UInt8] = []
      var rest = value
      repeat {
        bytes.append(UInt8(rest & 0x7F) | (rest >> 7 > 0 ? 0x80 : 0))
        rest >>= 7
      } while rest > 0
      return bytes
    }
    return size(base ?? text.count) + size(result) + instructions
  }

  @Test("what is sound is read")
  func sound() throws {
    let pack = HandmadePack([Entry(type: 3, text, id: 1)])
    #expect(try fault(pack) == nil)
    #expect(try fault(pack, 2) == .missing)
    #expect(try fault(HandmadePack([Entry(type: 3, [], id: 1)])) == nil)
  }

  @Test("headers of entries: types that are none, sizes that are not true, sizes beyond all bounds")
  func entries() throws {
    for type: UInt8 in [0, 5] { #expect(try fault(HandmadePack([Entry(type: type, text, id: 1)])) == .malformed) }
    for size in [0, 1, text.count - 1, text.count + 1, 1_000, 1 << 20, 1 << 28] {
      #expect(try fault(HandmadePack([Entry(type: 3, size: size, text, id: 1)])) == .malformed, "\(size)")
    }
    for size in [1 << 30, 1 << 40, 1 << 50] {
      #expect(try fault(HandmadePack([Entry(type: 3, size: size, text, id: 1)])) == .tooLarge, "\(size)")
    }
    var endless = Entry(type: 3, text, id: 1)
    endless.header = [UInt8](repeating: 0xFF, count: 30)
    #expect(try fault(HandmadePack([endless])) == .malformed)
    var limits = ReadLimits()
    limits.objectSize = text.count - 1
    #expect(try fault(HandmadePack([Entry(type: 3, text, id: 1)]), limits: limits) == .tooLarge)
    var damaged = Entry(type: 3, text, id: 1)
    damaged.stream[10] ^= 1
    #expect(try fault(HandmadePack([damaged])) == .malformed)
  }

  @Test("offsets that lead outside, and packs that end too soon")
  func offsets() throws {
    for offset in [0, 11, 55, 56, 1_000, (1 << 31) - 1, 1 << 31, (1 << 32) - 1] {
      var entry = Entry(type: 3, text, id: 1)
      entry.offset = offset
      #expect(try fault(HandmadePack([entry])) != nil, "\(offset)")
    }
    var pack = HandmadePack([Entry(type: 3, text, id: 1)])
    for length in [0, 3, 12, 31, 32, 40] {
      pack.changePack = { $0.removeSubrange(min(length, $0.count)...) }
      #expect(try fault(pack) == .missing, "\(length)")
    }
    // Cut short, but with the right checksum behind.
    let end = 12 + pack.entries[0].header.count + pack.entries[0].stream.count
    for length in 12..<end {
      pack.changePack = { $0.removeSubrange(length..<end) }
      #expect(try fault(pack) != nil, "\(length)")
    }
  }

  @Test("a pack that is cut short while it is open gives an error and no signal")
  func shrinking() throws {
    try withDirectory { directory in
      try HandmadePack([Entry(type: 3, [UInt8](repeating: 1, count: 100_000), id: 1)]).write(to: directory)
      let files = ObjectFiles(objectsDirectory: directory)
      #expect(truncate(directory + "/pack/pack-1.pack", 1_000) == 0)
      let reader = try ObjectReader(files)
      #expect(throws: ObjectFault.truncated) { try reader.read(HandmadePack.id(1)) }
      #expect(truncate(directory + "/pack/pack-1.idx", 100) == 0)
      let other = try ObjectReader(files)
      #expect(throws: ObjectFault.truncated) { try other.read(HandmadePack.id(1)) }
    }
  }

  @Test("indexes with a wrong fan-out, a wrong count, a wrong length or no sense")
  func indexes() throws {
    let changes: [(inout [UInt8]) -> Void] = [
      { $0 = [] }, { $0.removeLast() }, { $0.removeSubrange(100...) }, { $0.removeSubrange(1_032...) },
      { $0[8] = 1 }, { $0[8 + 4 * 255 + 3] = 2 }, { $0[8 + 4 * 255] = 0x7F }, { $0[8 + 4 * 100 + 3] = 9 },
      { $0[0] = 0 }, { $0[7] = 3 }, { $0[$0.count - 40] ^= 1 },
      { bytes in for index in 8..<1_032 { bytes[index] = 0xFF } },
    ]
    for (number, change) in changes.enumerated() {
      var pack = HandmadePack([Entry(type: 3, text, id: 1)])
      pack.changeIndex = change
      #expect(try fault(pack) == .missing, "change \(number)")
    }
    for header in [Array("PACK".utf8) + [0, 0, 0, 4], Array("KCAP".utf8) + [0, 0, 0, 2]] {
      var pack = HandmadePack([Entry(type: 3, text, id: 1)])
      pack.packHeader = header
      #expect(try fault(pack) == .missing)
    }
  }

  @Test("many ids that begin alike, spread evenly or not, and damaged at random, are found or are missing")
  func manyIDs() throws {
    var random = SeededGenerator.fresh()
    for isEven in [true, false] {
      let entries = (0..<3_000).map { number in
        var entry = Entry(type: 3, HandmadePack.big32(number), id: 7)
        let key = isEven ? Int(random.next() & 0xFFFF_FFFF) : number * number
        entry.id = ObjectID(
          [7] + HandmadePack.big32(key) + HandmadePack.big32(number) + [UInt8](repeating: 0, count: 11))
        return entry
      }
      for isDamaged in [false, true] {
        var pack = HandmadePack(entries)
        if isDamaged {
          pack.changeIndex = { bytes in
            for _ in 0..<200 { bytes[1_032 + random.below(bytes.count - 1_072)] = UInt8(random.below(256)) }
          }
        }
        try withDirectory { directory in
          try pack.write(to: directory)
          let reader = try ObjectReader(ObjectFiles(objectsDirectory: directory))
          for (number, entry) in entries.enumerated() {
            let content = (try? reader.read(entry.id))?.content
            if !isDamaged { #expect(content == HandmadePack.big32(number), "seed \(random.seed)") }
            let absent = ObjectID(entry.id.bytes.dropLast() + [1])
            #expect(isDamaged || (try? reader.read(absent)) == nil, "seed \(random.seed)")
          }
        }
      }
    }
  }

  @Test("deltas whose bases lie outside, are missing, lead in a circle or are too many")
  func chains() throws {
    let copy = delta([0x90, UInt8(text.count)], result: text.count)
    let base = Entry(type: 3, text, id: 2)
    let distance = base.header.count + base.stream.count
    func pack(_ spelled: [UInt8]) -> HandmadePack {
      HandmadePack([base, Entry(type: 6, base: spelled, copy, id: 1)])
    }
    #expect(try fault(pack(HandmadePack.distance(distance))) == nil)
    for wrong in [0, 1, distance - 1, distance + 1, distance + 12, 1 << 20, 1 << 50] {
      #expect(try fault(pack(HandmadePack.distance(wrong))) != nil, "\(wrong)")
    }
    #expect(try fault(pack([UInt8](repeating: 0xFF, count: 30))) == .malformed)
    #expect(try fault(HandmadePack([Entry(type: 7, base: HandmadePack.id(9).bytes, copy, id: 1)])) == .missing)
    #expect(try fault(HandmadePack([Entry(type: 7, base: HandmadePack.id(1).bytes, copy, id: 1)])) == .deltaCycle)
    let circle = (1...5).map {
      Entry(type: 7, base: HandmadePack.id($0 % 5 + 1).bytes, copy, id: $0)
    }
    #expect(try fault(HandmadePack(circle)) == .deltaCycle)
    let chain =
      [Entry(type: 3, text, id: 200)]
      + (1..<200).map { Entry(type: 7, base: HandmadePack.id($0 + 1).bytes, copy, id: $0) }
    #expect(try fault(HandmadePack(chain)) == nil)
    #expect(try fault(HandmadePack(chain), limits: ReadLimits(deltaDepth: 100)) == .tooDeep)
  }

  @Test("deltas that copy from outside, give another size than they say, or ask for gigabytes")
  func deltas() throws {
    func fault(_ delta: [UInt8]) throws -> ObjectFault? {
      try self.fault(
        HandmadePack([
          Entry(type: 3, text, id: 2), Entry(type: 7, base: HandmadePack.id(2).bytes, delta, id: 1),
        ]))
    }
    #expect(try fault(delta([0x90, 4, 2, 1, 2], result: 6)) == nil)
    let wrong: [[UInt8]] = [
      [], [0x80], delta([], result: 1), delta([0x90, 4], result: 3), delta([0x90, 4], result: 5),
      delta([0x90, 20], result: 20), delta([0x91, 17, 5], result: 5), delta([0x91, 0xFF, 1], result: 1),
      delta([0x9F, 0xFF, 0xFF, 0xFF, 0xFF, 1], result: 1),
      delta([0xFF, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF], result: 1 << 24),
      delta([5, 1, 2], result: 5), delta([0], result: 0), delta([0x90], result: 4), delta([0x91, 1], result: 4),
      delta([0x80], result: 0x10000), delta([0x90, 4], base: text.count + 1, result: 4),
      [UInt8](repeating: 0xFF, count: 40),
    ]
    for bytes in wrong { #expect(try fault(bytes) == .malformed, "\(bytes)") }
    for size in [1 << 30, 1 << 40] { #expect(try fault(delta([0x90, 4], result: size)) == .tooLarge) }
  }

  @Test("loose objects that are no stream, no object, or another size than they say")
  func loose() throws {
    let good = HandmadePack.zlib(Array("blob 3\0abc".utf8))
    let cases: [([UInt8], isDamaged: Bool)] = [
      (good, false), ([], true), ([1, 2, 3], true), (good.dropLast(5), true),
      (HandmadePack.zlib([]), true), (HandmadePack.zlib(Array("blob 3abc".utf8)), true),
      (HandmadePack.zlib(Array("blob 4\0abc".utf8)), true),
      (HandmadePack.zlib(Array("blob -3\0abc".utf8)), true),
      (HandmadePack.zlib(Array("blob \0abc".utf8)), true),
      (HandmadePack.zlib(Array("blub 3\0abc".utf8)), true),
      (HandmadePack.zlib(Array("blob 99999999999999999999\0".utf8)), true),
      (HandmadePack.zlib([UInt8](repeating: 0x20, count: 100)), true), (good + [1], true),
      // Compressed so well that the first room does not suffice.
      (HandmadePack.zlib(Array("blob 5\0".utf8) + [UInt8](repeating: 0, count: 1 << 20)), true),
      (HandmadePack.zlib(Array("blob 1048575\0".utf8) + [UInt8](repeating: 0, count: 1 << 20)), true),
      (HandmadePack.zlib(Array("blob 1048577\0".utf8) + [UInt8](repeating: 0, count: 1 << 20)), true),
      (HandmadePack.zlib(Array("blob 1048576\0".utf8) + [UInt8](repeating: 0, count: 1 << 20)), false),
    ]
    try withDirectory { directory in
      try FileManager.default.createDirectory(atPath: directory + "/01", withIntermediateDirectories: true)
      let path = directory + "/01/" + String(repeating: "01", count: 19)
      let reader = try ObjectReader(ObjectFiles(objectsDirectory: directory))
      for (bytes, expected) in cases {
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        var fault: ObjectFault?
        do throws(ObjectFault) { _ = try reader.read(HandmadePack.id(1)) } catch { fault = error }
        #expect(Self.isDamaged(fault) == expected, "\(bytes.prefix(40))")
      }
      try FileManager.default.removeItem(atPath: path)
      #expect(mkfifo(path, 0o600) == 0)
      var fault: ObjectFault?
      do throws(ObjectFault) { _ = try reader.read(HandmadePack.id(1)) } catch { fault = error }
      #expect(Self.isDamaged(fault))
    }
  }

  private static func isDamaged(_ fault: ObjectFault?) -> Bool { if case .damaged = fault { true } else { false } }

  @Test("pipes and directories where files should be do not hang")
  func specialFiles() throws {
    try withDirectory { directory in
      try HandmadePack([Entry(type: 3, text, id: 1)]).write(to: directory)
      for name in ["a.pack", "b.idx"] { #expect(mkfifo(directory + "/pack/" + name, 0o600) == 0) }
      for name in ["a.idx", "b.pack", "c.idx", "c.pack"] {
        try FileManager.default.createDirectory(atPath: directory + "/pack/" + name, withIntermediateDirectories: true)
      }
      try FileManager.default.createDirectory(atPath: directory + "/info", withIntermediateDirectories: true)
      #expect(mkfifo(directory + "/info/alternates", 0o600) == 0)
      let files = ObjectFiles(objectsDirectory: directory)
      #expect(files.packs.count == 1)
      #expect(try ObjectReader(files).read(HandmadePack.id(1)).content == text)
    }
    #expect(ObjectFiles(objectsDirectory: "/nonexistent").packs.isEmpty)
  }
}

import Archives
import TestSupport
import Testing

@Suite("archives that are damaged, too large or none")
struct HostileArchiveTests {
  private static let sample: [UInt8] = {
    var tar = TarBytes()
    tar.add("d/", type: "5", mode: 0o755)
    tar.add("d/f", content: [UInt8](repeating: 0x61, count: 1500))
    tar.add("l", type: "2", link: "d/f", pax: [("SCHILY.xattr.trusted.x", [1, 2]), ("path", Array("länger".utf8))])
    tar.add("h", type: "1", link: "d/f")
    return tar.finished
  }()

  @Test("nothing, and what is no archive, are told apart")
  func noArchive() {
    #expect(throws: ArchiveFailure.empty) { try Unpacking.tree([]) }
    #expect(throws: ArchiveFailure.notAnArchive(isCompressed: false)) {
      try Unpacking.tree(Array("FROM scratch\nCOPY . /\n".utf8))
    }
    #expect(throws: ArchiveFailure.notAnArchive(isCompressed: false)) {
      try Unpacking.tree([UInt8](repeating: 0x41, count: 5000))
    }
  }

  @Test("an archive that ends too early is damaged, wherever it ends inside an entry")
  func truncated() {
    for length in [100, 511, 513, 1500, 2300, 3100, 3600] {
      do {
        _ = try Unpacking.tree(Array(Self.sample.prefix(length)))
        Issue.record("\(length) bytes were taken for a whole archive")
      } catch let failure as ArchiveFailure {
        switch failure {
        case .damaged: break
        // Without a whole header there is nothing to know a tar by.
        case .notAnArchive where length < 512: break
        default: Issue.record("\(length): \(failure)")
        }
      } catch {
        Issue.record("\(length): \(error)")
      }
    }
  }

  @Test("what follows the end is not looked at")
  func trailing() throws {
    let listing = try Unpacking.listing(Unpacking.tree(Self.sample))
    #expect(listing.count == 4)
    #expect(try Unpacking.listing(Unpacking.tree(Self.sample + Array("garbage".utf8))) == listing)
  }

  @Test(
    "each limit is named",
    arguments: [
      (ArchiveLimits(entries: 2), ArchiveLimit.entries, 2),
      (ArchiveLimits(totalBytes: 4), .totalBytes, 4),
      (ArchiveLimits(pathBytes: 4), .pathBytes, 4),
      (ArchiveLimits(depth: 1), .depth, 1),
      (ArchiveLimits(nameBytes: 12), .nameBytes, 12),
    ] as [(ArchiveLimits, ArchiveLimit, UInt64)])
  func limits(_ limits: ArchiveLimits, _ limit: ArchiveLimit, _ allowed: UInt64) {
    do {
      _ = try Unpacking.tree(limits: limits) { tar in
        tar.add("a", content: Array("123".utf8))
        tar.add("b/c", content: Array("45".utf8))
        tar.add("b/d/e", content: [])
      }
      Issue.record("nothing was refused")
    } catch let failure as ArchiveFailure {
      guard case .limit(limit, allowed, _) = failure else {
        Issue.record("\(failure)")
        return
      }
    } catch {
      Issue.record("\(error)")
    }
  }

  @Test("directories that names only imply count as entries")
  func implied() {
    var deep = ""
    for level in 0..<25 { deep += "d\(level)/" }
    // The directory that was one too many.
    let last = Array(deep.utf8).prefix(10 * 3 + 11 * 4)
    #expect(throws: ArchiveFailure.limit(.entries, allowed: 20, path: Array(last))) {
      _ = try Unpacking.tree(limits: ArchiveLimits(entries: 20)) { tar in tar.add(deep + "f") }
    }
  }

  @Test("a size that is not there is not believed")
  func hugeSize() {
    #expect(throws: ArchiveFailure.limit(.totalBytes, allowed: 8 << 30, path: Array("f".utf8))) {
      _ = try Unpacking.tree { tar in tar.add("f", size: 1 << 50) }
    }
    #expect(throws: ArchiveFailure.self) {
      _ = try Unpacking.tree { tar in tar.add("f", size: 1 << 30) }
    }
  }

  @Test("a sparse file is its bytes with zeros in the holes, and its whole size counts")
  func sparse() throws {
    func add(_ tar: inout TarBytes, realSize: Int) {
      let map = Array("1\n4\n2\n".utf8)
      tar.add(
        "s", content: map + [UInt8](repeating: 0, count: 512 - map.count) + Array("xy".utf8),
        pax: [
          ("GNU.sparse.major", Array("1".utf8)), ("GNU.sparse.minor", Array("0".utf8)),
          ("GNU.sparse.name", Array("s".utf8)), ("GNU.sparse.realsize", Array("\(realSize)".utf8)),
        ])
    }
    let tree = try Unpacking.tree { add(&$0, realSize: 10) }
    #expect(try Unpacking.listing(tree) == ["s 644 0:0 file=\0\0\0\0xy\0\0\0\0"])
    #expect(throws: ArchiveFailure.limit(.totalBytes, allowed: 8 << 30, path: Array("s".utf8))) {
      try Unpacking.tree { add(&$0, realSize: 1 << 45) }
    }
  }

  @Test("no damage makes it crash, hang or throw something else", arguments: [1, 2, 3] as [UInt64])
  func damage(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for round in 0..<300 {
      var bytes = Self.sample
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      if Bool.random(using: &random) { bytes = Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &random))) }
      do {
        _ = try Unpacking.listing(Unpacking.tree(bytes))
      } catch is ArchiveFailure {
      } catch {
        Issue.record("seed \(seed), round \(round): \(error)")
      }
    }
  }
}

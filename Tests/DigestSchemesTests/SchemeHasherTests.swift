import DigestSchemes
import Fingerprints
import TestSupport
import Testing

@Suite("one pass for many schemes")
struct SchemeHasherTests {
  /// Those that this version computes.
  private static let computed = Set(DigestScheme.allCases).subtracting([.buildkit])

  private func file(_ path: String, size: UInt64 = 0) -> SchemeEntry {
    SchemeEntry(path: BytePath(path), kind: .file(executable: false, size: size), permissions: 0o644)
  }

  private func directory(_ path: String) -> SchemeEntry {
    SchemeEntry(path: BytePath(path), kind: .directory, permissions: 0o755)
  }

  private func reason(_ result: SchemeResult?) -> String? {
    guard case .unavailable(let reason) = result else { return nil }
    return reason
  }

  @Test("the names of the schemes are those they are printed with")
  func names() {
    #expect(
      DigestScheme.allCases.map(\.rawValue) == ["lockstep-v1", "buildkit", "h1", "git-tree", "nar", "oci-layer"])
    #expect(DigestScheme.lockstep.rawValue == Manifest.scheme)
  }

  @Test("together they give what each gives alone, in pieces of any size")
  func together() {
    var generator = SeededGenerator.fresh()
    let seed = generator.seed
    for tree in [.files, .everything] + (0..<10).map({ _ in SampleTree.random(&generator, links: true) }) {
      let results = tree.results(chunk: 1 << 20)
      #expect(Set(results.keys) == Set(DigestScheme.allCases))
      #expect(tree.results(chunk: 7) == results, "seed \(seed)")
      for scheme in DigestScheme.allCases { #expect(tree.result(scheme) == results[scheme], "\(scheme) seed \(seed)") }
    }
    let results = SampleTree.files.results()
    for scheme in Self.computed { #expect(results[scheme]?.digest != nil, "\(scheme)") }
    #expect(reason(results[.buildkit]) != nil)
    let nothing = SchemeHasher([]).finish()
    #expect(nothing.isEmpty)
  }

  @Test("lockstep-v1 is the digest of the manifest")
  func manifest() throws {
    let tree = SampleTree.everything
    let entries = try tree.walk.map { path, node in
      switch node {
      case .directory(let mode): ContextEntry(path: path, kind: .directory, size: 0, permissions: UInt16(mode))
      case .link(let target):
        ContextEntry(
          path: path, kind: .symlink(target: target, content: try .of(target)), size: UInt64(target.count),
          permissions: 0o777)
      case .file(let bytes, let mode):
        ContextEntry(
          path: path, kind: .file(executable: mode & 0o100 != 0, content: try .of(bytes)), size: UInt64(bytes.count),
          permissions: UInt16(mode))
      }
    }
    let digest = try Manifest(entries: entries).digest().text
    #expect(tree.result(.lockstep) == .digest(digest))
    // Entries that were hashed before are enough for it.
    var hasher = SchemeHasher([.lockstep, .h1, .gitTree, .nar])
    for entry in entries { hasher.add(entry) }
    let results = hasher.finish()
    #expect(results[.lockstep] == .digest(digest))
    #expect(reason(results[.h1])?.contains("newline") == true)
    #expect(reason(results[.nar])?.contains("were not read") == true)
    #expect(reason(results[.gitTree])?.contains("were not read") == true)
  }

  @Test("known digests spare the bytes, and are believed")
  func known() throws {
    let tree = SampleTree.files
    let sha1 = try MessageDigest(.sha1)
    var known: [BytePath: KnownDigests] = [:]
    for case (let path, .file(let bytes, _)) in tree.walk {
      sha1.update(Array("blob \(bytes.count)\0".utf8))
      sha1.update(bytes)
      known[path] = KnownDigests(sha256: try .of(bytes), gitBlob: ObjectID(sha1.finish()))
    }
    let expected = tree.results()
    var fromCache = SchemeHasher([.lockstep, .h1, .gitTree])
    let (anyID, anyDigest) = (ObjectID([]), SHA256Digest([]))
    let needs = [
      fromCache.needsBytes(), fromCache.needsBytes(KnownDigests(sha256: anyDigest)),
      fromCache.needsBytes(KnownDigests(gitBlob: anyID)),
      fromCache.needsBytes(KnownDigests(sha256: anyDigest, gitBlob: anyID)),
    ]
    #expect(needs == [true, true, true, false])
    tree.feed(&fromCache, known: { known[$0] ?? KnownDigests() })
    let cached = fromCache.finish()
    #expect(cached.count == 3)
    for (scheme, result) in cached { #expect(result == expected[scheme], "\(scheme)") }
    // Some known, some not, and schemes that want the bytes all the same.
    var mixed = SchemeHasher(Set(DigestScheme.allCases))
    tree.feed(&mixed, known: { ($0.bytes.count % 2 == 0 ? known[$0] : nil) ?? KnownDigests() })
    let partly = mixed.finish()
    #expect(partly == expected)
    var believed = SchemeHasher([.h1])
    believed.add(file("f"), known: KnownDigests(sha256: try .of([1])))
    var one = SampleTree()
    one.add([0x66], .file([1], mode: 0o644))
    let result = believed.finish()
    #expect(result == one.results([.h1]))
  }

  @Test("a scheme that was given up wants no bytes any more")
  func givenUp() {
    var hasher = SchemeHasher([.h1])
    let before = hasher.needsBytes()
    hasher.add(SchemeEntry(path: BytePath("l"), kind: .symlink(target: [0x78]), permissions: 0o777))
    let after = hasher.needsBytes()
    hasher.add(file("m", size: 5))
    let results = hasher.finish()
    #expect(before && !after)
    #expect(reason(results[.h1])?.contains("symbolic link") == true)
  }

  @Test("a file that has another size than announced has no digest")
  func wrongSize() {
    for received in [3, 5] {
      var hasher = SchemeHasher(Self.computed)
      hasher.begin(file("a b\n", size: 4))
      hasher.update([UInt8](repeating: 0, count: received))
      let results = hasher.finish()
      for scheme in Self.computed.subtracting([.h1]) {
        #expect(reason(results[scheme]) == "a b\\n has 4 bytes, and \(received) were read: it changed meanwhile")
      }
    }
  }

  @Test("what a scheme cannot represent has a reason, and the others go on")
  func refusals() {
    func expect(_ refused: Set<DigestScheme>, _ text: String, _ make: (inout SampleTree) -> Void) {
      var tree = SampleTree()
      tree.file("before", "x")
      tree.file("z/after", "y")
      make(&tree)
      for (scheme, result) in tree.results(Self.computed) {
        if refused.contains(scheme) {
          #expect(reason(result)?.contains(text) == true, "\(scheme): \(result)")
        } else {
          #expect(result.digest != nil, "\(scheme): \(result)")
        }
      }
    }
    expect([.h1], "new\\nline") { $0.file("new\nline") }
    expect([.h1], "d\\n/f") { $0.file("d\n/f") }
    expect([], "") { $0.directory("d\n") }
    expect([.h1], "no symbolic links: link") { $0.link("link", "before") }
    expect([.gitTree], "git refuses sub/.git") { $0.file("sub/.git/HEAD") }
    expect([.gitTree], "git refuses .GIT") { $0.file(".GIT") }
    expect([.ociLayer], ".wh.before") { $0.file(".wh.before") }
    expect([.ociLayer], "d/.wh..wh..opq") { $0.directory("d/.wh..wh..opq") }
    expect([.ociLayer, .h1], "link") { $0.link(".wh.link", "x") }
    expect([.h1, .nar, .ociLayer], "zero") { $0.add(Array("zero".utf8), .link([0x61, 0])) }
    expect([.h1, .nar, .ociLayer], "none") { $0.link("none", "") }
    expect([.h1, .gitTree], ".gitmodules") { $0.link(".gitmodules", "x") }
  }

  @Test("entries out of order have no digest at all")
  func order() {
    let walks: [[SchemeEntry]] = [
      [file("b"), file("a")], [file("a"), file("a")], [file("d/f")], [directory("d"), file("e"), file("d/f")],
      [directory("d"), directory("d")], [file("d"), file("d/f")], [directory("d"), file("e/f")], [file("")],
      [directory("d"), directory("d/e"), file("d/f/g")], [file(".")], [directory("d"), file("d/..")], [file("a\0b")],
      [directory("d"), file("d/")], [directory("d"), directory("d/e"), file("dxe/f")], [file("/a")],
    ]
    for walk in walks {
      var hasher = SchemeHasher(Self.computed)
      for entry in walk { hasher.add(entry) }
      hasher.add(file("z"))
      let results = hasher.finish()
      for scheme in Self.computed { #expect(results[scheme]?.digest == nil, "\(scheme) \(walk)") }
    }
  }
}

import CopyDigests
import Fingerprints
import TestSupport
import Testing

@Suite("digests of directories")
struct ContentTreeTests {
  @Test("the worked example, number by number")
  func workedExample() throws {
    let tree = try ContentTree(records("a/", "a/x=hi", "b=1"))
    #expect(
      tree.headerDigest(of: BytePath("a"))?.text
        == "sha256:1a2805521573cb10d73bcd51d16bfa84c8f461d68599740e35484b90b2ab1bab")
    #expect(
      tree.digest(of: BytePath("a"))?.text == "sha256:2957bf8460a02e15bcd233387f3518518acb33654a51b4953956440dc26e527d")
    #expect(
      tree.digest(of: BytePath("b"))?.text == "sha256:5ec6277081d93a81662ad1ecf7104b70cc4bbcbe6bb982e9c788cf4c44155db0")
    #expect(
      tree.rootDigest.text == "sha256:d9f7b02d1b14b7d4e5b89ab21e47ace2e010d3940e138c065b9d68c3567cd2be")
    #expect(
      try CopyDigest(of: [selector("a"), selector("b")], in: tree).contentDigest.text
        == "sha256:ff08526f97022ff43988b7051bca50c6c769975f30449c1c5c3056d715acadd9")
    #expect(
      try CopyDigest(of: [selector(".")], in: tree).contentDigest.text
        == "sha256:430e17085dc68671c8b39cc4629e04d7ed9794fce7dd2ebe207a09ae3cdb40a5")
  }

  @Test("the root's header is the digest of nothing, and of an empty transfer a directory of mode 0755")
  func rootHeader() throws {
    #expect(RootHeader.digest == (try SHA256Digest.of([])))
    let some = try ContentTree(records("a=1"))
    #expect(some.headerDigest(of: .root) == RootHeader.digest)
    #expect(!some.isHistoryDependent)
    let none = try ContentTree([])
    #expect(none.isHistoryDependent)
    #expect(
      none.headerDigest(of: .root)?.text == "sha256:1a2805521573cb10d73bcd51d16bfa84c8f461d68599740e35484b90b2ab1bab")
    // What a fresh BuildKit answered to `COPY .` of an empty transfer.
    #expect(
      try CopyDigest(of: [selector("/")], in: none).contentDigest.text
        == "sha256:d52fb411058d37efa1a75ead8c578790e302771cc794f81b2afe6e8e79f95617")
  }

  @Test("the order of the records does not matter")
  func anyOrder() throws {
    var generator = SeededGenerator.fresh()
    for _ in 0..<60 {
      var made = try Self.randomRecords(&generator)
      let tree = try ContentTree(made)
      made.shuffle(using: &generator)
      let shuffled = try ContentTree(made)
      #expect(shuffled.records == tree.records, "seed \(generator.seed)")
      #expect(shuffled.rootDigest == tree.rootDigest, "seed \(generator.seed)")
      for record in made {
        #expect(shuffled.digest(of: record.entry.path) == tree.digest(of: record.entry.path))
      }
      for path in ["/*", "/a*", "/*/*", "/a"] {
        let excluding = selector(path, excludes: ["**/b", "!a/b"])
        #expect(Result { try shuffled.digest(of: excluding) }.shown == Result { try tree.digest(of: excluding) }.shown)
      }
    }
  }

  @Test("the digest of a directory is that of its header and its entries, computed the plain way")
  func plainWay() throws {
    var generator = SeededGenerator.fresh()
    for _ in 0..<60 {
      let tree = try ContentTree(Self.randomRecords(&generator))
      #expect(try Self.plain(.root, tree) == tree.rootDigest, "seed \(generator.seed)")
    }
  }

  @Test("what lies beside a directory does not come between it and its entries")
  func keyOrder() throws {
    let tree = try ContentTree(records("a!=1", "a.txt=3", "a/", "a-=2", "a/z=4"))
    #expect(tree.records.map(\.entry.path) == ["a", "a/z", "a!", "a-", "a.txt"].map { BytePath($0) })
  }

  @Test("hard links are their source")
  func hardLinks() throws {
    let tree = try ContentTree(records("b/", "b/y~a", "a=content"))
    #expect(tree.digest(of: BytePath("b/y")) == tree.digest(of: BytePath("a")))
  }

  @Test("names that begin with 0xFF are read once more by the directory above theirs")
  func reread() throws {
    var hasher = try RecordHasher()
    let unusual = hasher.record(ContentEntry(path: BytePath(Array("d/".utf8) + [0xFF]), kind: .fifo, mode: 0o644))
    let others = try records("d/", "d/a=1", "e=2")
    let tree = try ContentTree(others + [unusual])
    var bytes: [UInt8] = Array("\0\(RootHeader.digest.text)".utf8)
    bytes += Array("\0d\(tree.digest(of: BytePath("d"))?.text ?? "")\0d\0".utf8) + [0xFF]
    bytes += Array("\(unusual.digest.text)\0e\(others[2].digest.text)".utf8)
    #expect(try SHA256Digest.of(bytes) == tree.rootDigest)
  }

  @Test(
    "records that no transfer has",
    arguments: [
      (["a=1", "a=2"], .duplicate(BytePath("a"))),
      (["a/", "a=2"], .duplicate(BytePath("a"))),
      (["a/b=1"], .noDirectory(BytePath("a/b"))),
      (["a=1", "a/b=1"], .noDirectory(BytePath("a/b"))),
      (["a/", "a/b/c=1"], .noDirectory(BytePath("a/b/c"))),
      (["=1"], .unusablePath(.root)),
      (["/a=1"], .unusablePath(BytePath("/a"))),
      (["a/", "a/../b=1"], .unusablePath(BytePath("a/../b"))),
      (["a~b"], .noLinkSource(BytePath("a"))),
      (["a~b", "b~c", "c=1"], .noLinkSource(BytePath("a"))),
      (["a~b", "b/"], .noLinkSource(BytePath("a"))),
    ] as [([String], ContentTreeError)])
  func refused(_ texts: [String], _ expected: ContentTreeError) throws {
    let made = try texts.flatMap { try records($0) }
    #expect(throws: expected) { try ContentTree(made) }
  }

  @Test("a deep tree needs no deep stack")
  func deep() throws {
    var hasher = try RecordHasher()
    var path = BytePath.root
    var made: [ContentRecord] = []
    for _ in 0..<1000 {
      path = path.appending(Array("d".utf8))
      made.append(hasher.record(ContentEntry(path: path, kind: .directory, mode: 0o755)))
    }
    let tree = try ContentTree(made)
    #expect(try tree.digest(of: CopySelector(path: path.bytes)) == tree.digest(of: path))
    #expect(try tree.digest(of: selector("/d", excludes: ["x"])) != tree.rootDigest)
  }

  static func randomRecords(_ generator: inout SeededGenerator) throws -> [ContentRecord] {
    var hasher = try RecordHasher()
    var directories = [BytePath.root]
    var taken: Set<BytePath> = []
    var made: [ContentRecord] = []
    for _ in 0..<generator.below(40) {
      let names = ["a", "b", "a!", "a-b", ".x", "é", "z"]
      let parent = directories[generator.below(directories.count)]
      let path = parent.appending(Array(names[generator.below(names.count)].utf8))
      guard taken.insert(path).inserted else { continue }
      let kinds: [ContentEntry.Kind] = [
        .directory, .directory, .file(size: 1), .symlink(target: Array("../a".utf8)), .fifo,
      ]
      let kind = kinds[generator.below(kinds.count)]
      if kind == .directory { directories.append(path) }
      made.append(hasher.record(ContentEntry(path: path, kind: kind, mode: UInt16(generator.below(0o10000)))))
    }
    return made
  }

  private static func plain(_ path: BytePath, _ tree: ContentTree) throws -> SHA256Digest? {
    guard let header = tree.headerDigest(of: path) else { return tree.digest(of: path) }
    var bytes = Array("\0\(header.text)".utf8)
    for record in tree.records where !record.entry.path.isRoot && record.entry.path.parent == path {
      bytes += [0] + record.entry.path.lastComponent.bytes
      bytes += Array((try plain(record.entry.path, tree)?.text ?? "").utf8)
    }
    return try SHA256Digest.of(bytes)
  }
}

extension Result where Success == SHA256Digest {
  fileprivate var shown: String {
    switch self {
    case .success(let digest): digest.text
    case .failure(let error): "\(error)"
    }
  }
}

import BuildContext
import ContextMemory
import Fingerprints
import Foundation
import Git
import TestSupport
import Testing

/// A bare repository with random commits.
private struct History: ~Copyable {
  let directory = NSTemporaryDirectory() + "lockstep-memory-" + UUID().uuidString
  private var repository: SyntheticRepository
  private var paths: Set<[UInt8]> = []
  private let identity = SyntheticRepository.Identity(name: "A", email: "a@example.org", time: 1_700_000_000)

  init() throws {
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    repository = try SyntheticRepository(directory: directory + "/r.git")
  }

  var objects: String { directory + "/r.git/objects" }

  /// The tree of a commit that adds, changes and deletes some files of `names`.
  mutating func next(_ random: inout SeededGenerator, attributes: Bool) throws -> ObjectID {
    let names = ["a", "b", "a-b", "a.d", "ab", "a b", "log.x", "keep", "é", "n\nl"]
    var changes: [(BytePath, SyntheticRepository.Change)] = []
    for path in paths where random.below(8) == 0 {
      changes.append((BytePath(path), .delete))
      paths.remove(path)
    }
    for _ in 0..<random.below(12) {
      var path = BytePath.root
      for _ in 0...random.below(4) { path = path.appending(Array(names[random.below(names.count)].utf8)) }
      if attributes, random.below(6) == 0 { path = path.parent.appending(Array(".gitattributes".utf8)) }
      // A file and a directory cannot share a name, nor can an entry lie below a file.
      guard !paths.contains(where: { BytePath($0).relative(to: path) != nil || path.relative(to: BytePath($0)) != nil })
      else { continue }
      let change: SyntheticRepository.Change =
        switch random.below(10) {
        case 0: .symlink(Array("target \(random.below(3))".utf8))
        case 1: .submodule(try #require(ObjectID(hex: String(repeating: "1", count: 40))))
        default: .file(Array("text \(random.below(40))\n".utf8), executable: random.below(4) == 0)
        }
      changes.removeAll { $0.0 == path }
      changes.append((path, change))
      paths.insert(path.bytes)
    }
    let commit = try repository.commit(changes, message: "c", identity: identity, branch: "main")
    return try ObjectStore(objectsDirectory: objects).commit(commit).tree
  }

  deinit { try? FileManager.default.removeItem(atPath: directory) }
}

@Suite("snapshots of contexts")
struct SnapshotTests {
  private static let rules = [
    "", "*.x\n", "**\n!**/keep\n", "a\n!a/b\n", "**/a\n!a/a/keep\n", "ab\na-b/\n*/b\n", "**/log.x\n!**/a/log.x\n",
  ]

  private func origin(_ ignoreFile: FoundIgnoreFile) -> ContextSnapshot.Origin {
    ContextSnapshot.Origin(
      tool: "test", objectsDirectory: "/objects", directory: .root, ignoreFileName: ignoreFile.name,
      ignoreFile: ignoreFile.bytes)
  }

  private func digests(_ outline: ContextOutline, _ tree: StoreTree) throws -> [ContextManifest.Content] {
    try outline.leaves.map { leaf in
      if leaf.kind == .submodule { return ContextManifest.Content(digest: nil, size: 0) }
      let bytes = try tree.content(leaf.id)
      return ContextManifest.Content(digest: try .of(bytes), size: UInt64(bytes.count))
    }
  }

  private func outline(
    _ root: ObjectID, _ objects: String, _ ignoreFile: FoundIgnoreFile, since old: ContextSnapshot?
  ) throws -> ContextOutline {
    try CommitWalk.outline(
      of: root, at: .root, attributesAbove: [], in: try ObjectStore(objectsDirectory: objects), ignoring: ignoreFile,
      since: old)
  }

  @Test("commit after commit, the snapshot gives what reading everything gives")
  func commitAfterCommit() throws {
    var random = SeededGenerator.fresh()
    for rules in Self.rules {
      var history = try History()
      let ignoreFile = try FoundIgnoreFile(name: ".dockerignore", bytes: Array(rules.utf8))
      var old: ContextSnapshot?
      for step in 0..<12 {
        let root = try history.next(&random, attributes: true)
        let tree = try StoreTree(objectsDirectory: history.objects, root: root)
        let expected = try tree.contents(ignoring: ignoreFile)
        let found = try outline(root, history.objects, ignoreFile, since: old)
        let new = ContextManifest.snapshot(
          found, contents: try digests(found, tree), since: old, origin: origin(ignoreFile))
        let label: Comment = "seed \(random.seed), rules \(rules.debugDescription), step \(step)"
        #expect(new.text == expected.manifest.text, label)
        #expect(new.sum.entries == expected.entries.count && new.sum.ignored == expected.ignoredCount, label)
        #expect(found.arrivingEmpty.map { "\($0.bytes)" } == expected.warnings, label)
        #expect(found.submodules.map(\.path).sorted() == tree.submodules.sorted(), label)
        // Only what is new is asked for, and the same tree again costs nothing.
        let again = try outline(root, history.objects, ignoreFile, since: new)
        #expect(again.isUnchanged && again.leaves.isEmpty, label)
        #expect(again.attributeFiles == found.attributeFiles && again.submodules == found.submodules, label)
        let stored = try new.stored()
        let restored: ContextSnapshot = try #require(try ContextSnapshot(stored: stored), label)
        #expect(try restored.stored() == stored, label)
        old = restored
      }
    }
  }

  @Test("a file is asked for again when an attribute file above it is another")
  func attributes() throws {
    let history = try History()
    let directory = history.directory + "/s.git"
    var repository = try SyntheticRepository(directory: directory)
    let identity = SyntheticRepository.Identity(name: "A", email: "a@example.org", time: 1_700_000_000)
    func tree(_ changes: [(String, String)]) throws -> ObjectID {
      let commit = try repository.commit(
        changes.map { (BytePath($0.0), .file(Array($0.1.utf8), executable: false)) }, message: "c",
        identity: identity, branch: "main")
      return try ObjectStore(objectsDirectory: directory + "/objects").commit(commit).tree
    }
    let ignoreFile = try FoundIgnoreFile(name: ".dockerignore", bytes: [])
    let digest = try SHA256Digest.of([])
    func names(_ outline: ContextOutline) -> [String] { outline.leaves.map { PathText.escaped($0.path) } }

    let first = try tree([("a/x/f", "1\n"), ("a/y/f", "2\n"), ("b/f", "3\n")])
    let store = directory + "/objects"
    let found = try outline(first, store, ignoreFile, since: nil)
    let content = ContextManifest.Content(digest: digest, size: 0)
    var old = ContextManifest.snapshot(
      found, contents: found.leaves.map { _ in content }, since: nil, origin: origin(ignoreFile))
    let changed = try outline(try tree([("a/x/g", "4\n")]), store, ignoreFile, since: old)
    #expect(names(changed) == ["a/x/f", "a/x/g"])
    old = ContextManifest.snapshot(
      changed, contents: changed.leaves.map { _ in content }, since: old, origin: origin(ignoreFile))
    let below = try outline(try tree([("a/.gitattributes", "* text eol=crlf\n")]), store, ignoreFile, since: old)
    #expect(names(below) == ["a/.gitattributes", "a/x/f", "a/x/g", "a/y/f"])
  }

  @Test("whatever byte of a stored snapshot is changed, it is not believed")
  func damage() throws {
    var random = SeededGenerator.fresh()
    var history = try History()
    for _ in 0..<3 { _ = try history.next(&random, attributes: true) }
    let root = try history.next(&random, attributes: true)
    let tree = try StoreTree(objectsDirectory: history.objects, root: root)
    let ignoreFile = try FoundIgnoreFile(name: ".dockerignore", bytes: [])
    let found = try outline(root, history.objects, ignoreFile, since: nil)
    let stored = try ContextManifest.snapshot(
      found, contents: try digests(found, tree), since: nil, origin: origin(ignoreFile)
    ).stored()
    for index in stored.indices {
      var bytes = stored
      bytes[index] ^= UInt8(1 << random.below(8))
      #expect(try ContextSnapshot(stored: bytes) == nil, "seed \(random.seed), byte \(index)")
    }
    for length in stride(from: 0, to: stored.count, by: 7) {
      #expect(try ContextSnapshot(stored: Array(stored.prefix(length))) == nil)
    }
    // With a check that holds, nonsense must still not be taken for more than bytes.
    for _ in 0..<3000 {
      var bytes = Array(stored.dropLast(32))
      for _ in 0...random.below(3) { bytes[28 + random.below(bytes.count - 28)] = UInt8(random.below(256)) }
      bytes += try SHA256Digest.of(bytes).bytes
      guard let snapshot = try ContextSnapshot(stored: bytes) else { continue }
      let outline = try outline(root, history.objects, ignoreFile, since: snapshot)
      let contents = outline.leaves.map { _ in ContextManifest.Content(digest: nil, size: 0) }
      _ = ContextManifest.snapshot(outline, contents: contents, since: snapshot, origin: origin(ignoreFile))
    }
  }

  @Test("so many are kept, the last used")
  func bounds() throws {
    let history = try History()
    let store = SnapshotStore(cache: history.directory)
    let empty = try FoundIgnoreFile(name: ".dockerignore", bytes: [])
    var repository = try SyntheticRepository(directory: history.directory + "/s.git")
    let identity = SyntheticRepository.Identity(name: "A", email: "a@example.org", time: 1_700_000_000)
    let commit = try repository.commit(
      [(BytePath("d/f"), .file([1], executable: false))], message: "c", identity: identity, branch: "main")
    let objects = history.directory + "/s.git/objects"
    let root = try ObjectStore(objectsDirectory: objects).commit(commit).tree
    let found = try outline(root, objects, empty, since: nil)
    let digest = try SHA256Digest.of([1])
    let snapshot = ContextManifest.snapshot(
      found, contents: [ContextManifest.Content(digest: digest, size: 1)], since: nil, origin: origin(empty))
    let keys = try (0...UInt8(SnapshotStore.maximumCount)).map { try SHA256Digest.of([$0]) }
    for key in keys {
      try store.save(snapshot, as: key)
      #expect(try store.load(keys[0]) != nil)
    }
    #expect(try store.load(keys[1]) == nil)
    #expect(try store.load(try #require(keys.last))?.text == snapshot.text)
    let left = try FileManager.default.contentsOfDirectory(atPath: store.directory)
    #expect(left.count == SnapshotStore.maximumCount)
  }
}

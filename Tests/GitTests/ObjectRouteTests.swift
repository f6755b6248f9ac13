import Fingerprints
import Foundation
import Testing

@testable import Git

@Suite("the files' own reader and libgit2", .enabled(if: GitFixture.isAvailable, "needs git"))
struct ObjectRouteTests {
  /// Two dozen commits to a few files, packed with deltas.
  private func packed() throws -> (fixture: GitFixture, layout: RepositoryLayout) {
    let fixture = try GitFixture()
    for commit in 0..<24 {
      for file in 0..<3 {
        try fixture.write("d/\(file)", (0..<80).map { "\($0) \($0 == commit ? commit : 0)" }.joined(separator: "\n"))
      }
      try fixture.commit()
    }
    try fixture.git("-C", fixture.repository, "repack", "-adfq")
    return (fixture, try RepositoryLayout.find(around: fixture.repository))
  }

  private func ids(_ type: String, _ fixture: GitFixture) throws -> [ObjectID] {
    let listing = try fixture.git("-C", fixture.repository, "cat-file", "--batch-check", "--batch-all-objects")
    return listing.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      return words[1] == type ? ObjectID(hex: String(words[0])) : nil
    }
  }

  @Test("digests in bulk are those of contents one by one; what is no blob or not there has none")
  func digests() throws {
    let (fixture, layout) = try packed()
    let blobs = try ids("blob", fixture)
    let others = try ids("tree", fixture) + [ObjectID([UInt8](repeating: 1, count: 20))]
    let store = try ObjectStore(objectsDirectory: layout.objectsDirectory)
    for threads in [1, 2] {
      let digests = try BlobDigests.read(
        blobs + others, objectsDirectory: layout.objectsDirectory, threads: threads)
      for (id, digest) in zip(blobs, digests) {
        let expected = try store.withObject(id, .blob, what: "blob") { (content: RawSpan) throws(GitFailure) in
          content.withUnsafeBytes { Array($0) }
        }
        #expect(digest == BlobDigests.Digest(size: UInt64(expected.count), content: try SHA256Digest.of(expected)))
        #expect(store.size(of: id) == expected.count)
      }
      #expect(digests.dropFirst(blobs.count).allSatisfy { $0 == nil })
    }
  }

  @Test("a pack with any byte changed gives the contents there were, or an error of the object")
  func damage() throws {
    let (fixture, layout) = try packed()
    let blobs = try ids("blob", fixture)
    let sound = try BlobDigests.read(blobs, objectsDirectory: layout.objectsDirectory, threads: 1)
    let directory = layout.objectsDirectory + "/pack"
    let name = try #require(
      FileManager.default.contentsOfDirectory(atPath: directory).first { $0.hasSuffix(".pack") })
    let original = try Array(Data(contentsOf: URL(fileURLWithPath: directory + "/" + name)))
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: directory + "/" + name)
    var failures = 0
    for position in stride(from: 13, to: original.count - 21, by: max(1, original.count / 60)) {
      var changed = original
      changed[position] ^= 0x10
      try Data(changed).write(to: URL(fileURLWithPath: directory + "/" + name))
      let digests = try BlobDigests.read(blobs, objectsDirectory: layout.objectsDirectory, threads: 2)
      let store = try ObjectStore(objectsDirectory: layout.objectsDirectory)
      for (index, id) in blobs.enumerated() {
        var content: [UInt8]?
        do throws(GitFailure) {
          content = try store.withObject(id, .blob, what: "blob") { (content: RawSpan) throws(GitFailure) in
            content.withUnsafeBytes { Array($0) }
          }
        } catch {
          failures += 1
          #expect(!error.detail.isEmpty)
          #expect(digests[index] == nil)
        }
        if let content { #expect(try SHA256Digest.of(content) == sound[index]?.content) }
        #expect(digests[index] == nil || digests[index] == sound[index])
      }
    }
    #expect(failures > 0)
  }

  /// What is found without libgit2.
  private func plain(_ name: String, _ layout: RepositoryLayout) -> (object: ObjectID, ref: String?)? {
    PlainConfiguration.isPlain(layout) ? RefFiles(layout).find(name) : nil
  }

  private func plainHead(_ layout: RepositoryLayout) -> ObjectID? { plain("HEAD", layout)?.object }

  @Test("HEAD is found the same with libgit2 and without, and left to libgit2 where it is not plain")
  func head() throws {
    let (fixture, layout) = try packed()
    let repository = fixture.repository
    func expect(_ isPlain: Bool, _ what: Comment, sourceLocation: SourceLocation = #_sourceLocation) throws {
      let head = try fixture.git("-C", repository, "rev-parse", "HEAD")
      #expect(plainHead(layout)?.hex == (isPlain ? head : nil), what, sourceLocation: sourceLocation)
      let resolved = try RevisionResolver(layout).resolve("HEAD")
      #expect(resolved.commit.hex == head && !resolved.isFixed, what, sourceLocation: sourceLocation)
    }
    try expect(true, "a loose ref")
    try fixture.git("-C", repository, "pack-refs", "--all")
    try expect(true, "a packed ref")
    try fixture.write("d/more", "x")
    try fixture.commit()
    try expect(true, "a loose ref before a packed one")
    try fixture.git("-C", repository, "checkout", "-q", "-b", "topic/name-1.x")
    try expect(true, "a branch with a longer name")
    try fixture.git("-C", repository, "checkout", "-q", "--detach", "HEAD~1")
    try expect(true, "a detached head")
    try fixture.git("-C", repository, "checkout", "-q", "-b", "näme")
    try expect(false, "a name that is not ASCII")
    try fixture.git("-C", repository, "checkout", "-q", "main")
    try fixture.git("-C", repository, "symbolic-ref", "refs/heads/alias", "refs/heads/main")
    try fixture.git("-C", repository, "symbolic-ref", "HEAD", "refs/heads/alias")
    try expect(true, "a ref that leads to a ref")
    try fixture.git("-C", repository, "symbolic-ref", "HEAD", "refs/heads/main")
    try fixture.git("-C", repository, "config", "include.path", "other")
    try expect(false, "a configuration that includes another")
    try fixture.git("-C", repository, "config", "--unset", "include.path")
    try fixture.git("-C", repository, "config", "core.repositoryFormatVersion", "1")
    try fixture.git("-C", repository, "config", "extensions.worktreeConfig", "true")
    try expect(false, "an extension")
    let config = repository + "/.git/config"
    for text in ["[core]\nrepositoryformatversion = 7\n", "nonsense ] [\n\u{1}", "[core\n"] {
      try Data(text.utf8).write(to: URL(fileURLWithPath: config))
      #expect(plainHead(layout) == nil)
    }
    try Data("[core]\n\trepositoryformatversion = 0\n".utf8).write(to: URL(fileURLWithPath: config))
    try expect(true, "plain again")
    for head in ["ref: refs/heads/none\n", "ref: refs/heads/../../config\n", "", "123\n"] {
      try Data(head.utf8).write(to: URL(fileURLWithPath: repository + "/.git/HEAD"))
      #expect(plainHead(layout) == nil)
      #expect(throws: GitFailure.self) { try RevisionResolver(layout).resolve("HEAD") }
    }
  }

  @Test("other names are found the same with libgit2 and without")
  func names() throws {
    let (fixture, layout) = try packed()
    let repository = fixture.repository
    try fixture.git("-C", repository, "tag", "light")
    try fixture.git("-C", repository, "tag", "-a", "-m", "t", "v1.0")
    try fixture.git("-C", repository, "tag", "-a", "-m", "t", "twice", "v1.0")
    try fixture.git("-C", repository, "tag", "tree", "HEAD^{tree}")
    try fixture.git("-C", repository, "branch", "topic/x")
    try fixture.git("-C", repository, "branch", "both", "HEAD~1")
    try fixture.git("-C", repository, "tag", "both")
    let head = try fixture.git("-C", repository, "rev-parse", "HEAD")
    let tag = try fixture.git("-C", repository, "rev-parse", "v1.0")
    let rows: [(name: String, isPlain: Bool, isFixed: Bool)] = [
      ("main", true, false), ("light", true, true), ("v1.0", true, true), ("twice", true, true),
      ("refs/tags/v1.0", true, true), ("tags/v1.0", true, true), ("heads/main", true, false), ("topic/x", true, false),
      (head, true, true), (tag, true, true), (String(head.prefix(8)), false, true), ("v1.0^{commit}", false, true),
      ("@", false, false),
    ]
    for pack in [false, true] {
      if pack { try fixture.git("-C", repository, "pack-refs", "--all") }
      for row in rows {
        #expect((plain(row.name, layout) != nil) == row.isPlain, "\(row.name)")
        let resolved = try RevisionResolver(layout).resolve(row.name)
        #expect(resolved.commit.hex == head && resolved.isFixed == row.isFixed, "\(row.name)")
      }
      #expect(throws: GitFailure.self) { try RevisionResolver(layout).resolve("tree") }
      for name in ["both", "nothing", "../HEAD", "refs/../HEAD", "refs/heads/", "ORIG_HEAD", "-x", "a..b"] {
        #expect(plain(name, layout) == nil, "\(name)")
        #expect(throws: GitFailure.self, "\(name)") { try RevisionResolver(layout).resolve(name) }
      }
    }
  }
}

import Fingerprints
import Git
import Testing

@Suite("trees that are refused", .enabled(if: GitFixture.isAvailable, "needs git"))
struct TreeRefusalTests {
  private struct RawEntry {
    var mode: String
    var name: [UInt8]
    var id: String

    init(_ mode: String, _ name: String, _ id: String) {
      (self.mode, self.name, self.id) = (mode, Array(name.utf8), id)
    }
  }

  private func list(_ fixture: GitFixture, _ entries: [RawEntry]) throws -> [TreeEntry] {
    var bytes: [UInt8] = []
    for entry in entries {
      bytes += Array(entry.mode.utf8) + [0x20] + entry.name + [0] + (Hex.bytes(Array(entry.id.utf8)) ?? [])
    }
    let tree = try fixture.object("tree", bytes)
    let layout = try RepositoryLayout.find(around: fixture.repository)
    let id = try #require(ObjectID(hex: tree))
    return try CommitTree.list(id, in: try ObjectStore(objectsDirectory: layout.objectsDirectory))
  }

  private func expectRefusal(_ messageID: String, _ fixture: GitFixture, _ entries: [RawEntry]) {
    #expect {
      _ = try list(fixture, entries)
    } throws: { error in
      guard let failure = error as? GitFailure else { return false }
      return failure.kind == .tree && failure.detail.contains("[\(messageID)]")
    }
  }

  @Test("names and modes that git's fsck calls errors are refused with its message ids")
  func refused() throws {
    let fixture = try GitFixture()
    let blob = try fixture.object("blob", Array("x".utf8))
    let names = [
      (".git", "hasDotgit"), (".GIT", "hasDotgit"), ("git~1", "hasDotgit"), (".git.", "hasDotgit"),
      (".git ", "hasDotgit"), (".git::$INDEX_ALLOCATION", "hasDotgit"), (#".git\config"#, "hasDotgit"),
      (".g\u{200C}it", "hasDotgit"), ("..", "hasDotdot"), (".", "hasDot"), ("a/x", "fullPathname"),
      ("/etc/x", "fullPathname"), ("", "emptyName"),
    ]
    for (name, messageID) in names { expectRefusal(messageID, fixture, [RawEntry("100644", name, blob)]) }
    for mode in ["104755", "100600", "100777", "100000", "123456"] {
      expectRefusal("badFilemode", fixture, [RawEntry(mode, "s", blob)])
    }
    expectRefusal("duplicateEntries", fixture, [RawEntry("100644", "a", blob), RawEntry("100644", "a", blob)])
    expectRefusal("treeNotSorted", fixture, [RawEntry("100644", "b", blob), RawEntry("100644", "a", blob)])
    let empty = try fixture.object("tree", [])
    expectRefusal(
      "duplicateEntries", fixture,
      [RawEntry("120000", "a", blob), RawEntry("100644", "a.b", blob), RawEntry("40000", "a", empty)])
  }

  @Test("odd but harmless spellings are accepted")
  func accepted() throws {
    let fixture = try GitFixture()
    let blob = try fixture.object("blob", Array("x".utf8))
    let entries = try list(
      fixture, [RawEntry("0100644", "a", blob), RawEntry("100664", "b", blob), RawEntry("100755", "c\n", blob)])
    #expect(entries.map(\.kind) == [.file(executable: false), .file(executable: false), .file(executable: true)])
  }

  @Test("a truncated tree, a missing object and an object of the wrong type are named")
  func damaged() throws {
    let fixture = try GitFixture()
    let blob = try fixture.object("blob", Array("x".utf8))
    let layout = try RepositoryLayout.find(around: fixture.repository)
    let store = try ObjectStore(objectsDirectory: layout.objectsDirectory)
    let short = try #require(ObjectID(hex: try fixture.object("tree", Array("100644 a\0short".utf8))))
    #expect {
      _ = try CommitTree.list(short, in: store)
    } throws: { error in
      (error as? GitFailure)?.detail.contains("malformed at byte 0") == true
    }
    let missing = String(repeating: "1", count: 40)
    for (mode, id) in [("40000", missing), ("40000", blob)] {
      #expect {
        _ = try list(fixture, [RawEntry(mode, "d", id)])
      } throws: { error in
        (error as? GitFailure)?.kind == .object
      }
    }
  }

  @Test("limits on entries, depth and path length hold before anything is written")
  func limits() throws {
    let fixture = try GitFixture()
    try fixture.write("a/b/c/d", "x")
    try fixture.commit()
    let layout = try RepositoryLayout.find(around: fixture.repository)
    let store = try ObjectStore(objectsDirectory: layout.objectsDirectory)
    let tree = try store.commit(RevisionResolver(layout).resolve("HEAD").commit).tree
    for limits in [TreeLimits(entries: 3), TreeLimits(depth: 2), TreeLimits(pathLength: 6)] {
      #expect {
        _ = try CommitTree.list(tree, in: store, limits: limits)
      } throws: { error in
        (error as? GitFailure)?.kind == .limit
      }
    }
    #expect(try CommitTree.list(tree, in: store).count == 4)
  }
}

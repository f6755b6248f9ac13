import Fingerprints
import Git
import Testing

@Suite("what a commit says of itself", .enabled(if: GitFixture.isAvailable, "needs git"))
struct CommitTextTests {
  private static let tree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"

  /// The time by both ways to ask for it; nil where the commit is refused.
  private func times(_ text: String) throws -> [Int64?] {
    let fixture = try GitFixture()
    let id = try #require(ObjectID(hex: try fixture.object("commit", Array(text.utf8))))
    let store = try ObjectStore(objectsDirectory: RepositoryLayout.find(around: fixture.repository).objectsDirectory)
    return [try? store.commit(id).committerTime ?? 0, try? store.record(ofCommit: id).time]
  }

  @Test(
    "its time is that of the first committer, as in git, and both ways to read it agree",
    arguments: [
      ("committer A <a> 7 +0000\ncommitter B <b> 5 +0000\n", 7), ("committer A\ncommitter B <b> 5 +0000\n", 0),
      ("committer \ncommitter B <b> 5 +0000\n", 0), ("author A <a> 7 +0000\n\ncommitter B <b> 5 +0000\n", 0),
    ])
  func time(_ header: String, _ time: Int64) throws {
    #expect(try times("tree \(Self.tree)\n\(header)\nx\n") == [time, time])
  }

  @Test("it begins with its tree")
  func tree() throws {
    let committer = "committer A <a> 7 +0000\n"
    #expect(try times("\(committer)tree \(Self.tree)\n\nx\n") == [nil, nil])
    #expect(try times("\(committer)\nx\n") == [nil, nil])
    #expect(try times("tree \(Self.tree)\nparent x\n\(committer)\nx\n") == [nil, nil])
  }
}

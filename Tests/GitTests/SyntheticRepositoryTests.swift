import Fingerprints
import Foundation
import Git
import Testing

@Suite("synthetic repositories", .enabled(if: GitFixture.isAvailable, "needs git"))
struct SyntheticRepositoryTests {
  private let identity = SyntheticRepository.Identity(name: "Ann", email: "ann@example.org", time: 1_700_000_000)

  @Test("ids are git's own, for ever the same, and git fsck finds nothing wrong")
  func ids() throws {
    let fixture = try GitFixture()
    let directory = fixture.directory + "/synthetic.git"
    var repository = try SyntheticRepository(directory: directory)
    let submodule = try #require(ObjectID(hex: "0123456789012345678901234567890123456789"))
    let first = try repository.commit(
      [
        (BytePath("a/b.txt"), .file(Array("x\n".utf8), executable: false)),
        (BytePath("run.sh"), .file([], executable: true)), (BytePath("link"), .symlink(Array("a".utf8))),
        (BytePath("sub"), .submodule(submodule)),
      ], message: "first", identity: identity, branch: "main")
    let second = try repository.commit(
      [(BytePath("link"), .delete), (BytePath("a"), .delete)], message: "second", identity: identity, branch: "main")
    try repository.checkOut(branch: "main")
    let tag = try repository.annotatedTag("v1", target: first, message: "one", tagger: identity)
    #expect(first.hex == "09959d7970854a7487593bb0bf29767dea75800c")
    #expect(try fixture.git("-C", directory, "rev-parse", "HEAD") == second.hex)
    #expect(try fixture.git("-C", directory, "rev-parse", "v1") == tag.hex)
    #expect(try fixture.git("-C", directory, "rev-parse", "v1^{commit}") == first.hex)
    #expect(try fixture.git("-C", directory, "fsck", "--strict") == "")
    #expect(
      try fixture.git("-C", directory, "ls-tree", "-r", "--name-only", "HEAD").split(separator: "\n") == [
        "run.sh", "sub",
      ])
  }

  @Test("deleting what is not there is refused")
  func deletion() throws {
    let fixture = try GitFixture()
    var repository = try SyntheticRepository(directory: fixture.directory + "/synthetic.git")
    #expect(throws: GitFailure.self) {
      try repository.commit([(BytePath("nope"), .delete)], message: "m", identity: identity, branch: "main")
    }
  }
}

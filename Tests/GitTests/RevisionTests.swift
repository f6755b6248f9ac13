import Fingerprints
import Foundation
import Git
import Testing

@Suite("revisions", .enabled(if: GitFixture.isAvailable, "needs git"))
struct RevisionTests {
  private func resolve(_ fixture: GitFixture, _ revision: String) throws -> ResolvedRevision {
    try RevisionResolver(RepositoryLayout.find(around: fixture.repository)).resolve(revision)
  }

  private func kind(_ fixture: GitFixture, _ revision: String) -> GitFailure.Kind? {
    do {
      _ = try resolve(fixture, revision)
      return nil
    } catch {
      return (error as? GitFailure)?.kind
    }
  }

  @Test("every accepted form gives what git gives, and says whether it stays")
  func forms() throws {
    let fixture = try GitFixture()
    try fixture.commit("one")
    try fixture.write("a", "1")
    try fixture.commit("two")
    try fixture.git("-C", fixture.repository, "tag", "light")
    try fixture.git("-C", fixture.repository, "tag", "-a", "-m", "m", "v1.0", "HEAD~1")
    try fixture.git("-C", fixture.repository, "branch", "topic/x", "HEAD~1")
    let id = try fixture.git("-C", fixture.repository, "rev-parse", "HEAD")
    let forms: [(String, Bool)] = [
      ("HEAD", false), ("@", false), ("main", false), ("tags/light", true), ("heads/main", false),
      ("refs/heads/main", false), ("topic/x", false), ("light", true),
      ("v1.0", true), ("refs/tags/v1.0", true), ("HEAD~1", false), ("HEAD^", false), ("v1.0^{commit}", true),
      ("v1.0^{}", true), (id, true), (String(id.prefix(8)), true), (id + "~1", true),
    ]
    for (form, isFixed) in forms {
      let expected = try fixture.git("-C", fixture.repository, "rev-parse", form + "^{commit}")
      let resolved = try resolve(fixture, form)
      #expect(resolved.commit.hex == expected, "\(form)")
      #expect(resolved.isFixed == isFixed, "\(form)")
    }
  }

  @Test("a tree is named by a commit, by itself and by a tag, and only a commit is reported as one")
  func trees() throws {
    let fixture = try GitFixture()
    try fixture.write("d/a", "1")
    try fixture.commit("one")
    let git = { (arguments: String) in try fixture.git("-C", fixture.repository, "rev-parse", arguments) }
    let (commit, tree, below, blob) = (
      try git("HEAD"), try git("HEAD^{tree}"), try git("HEAD:d"), try git("HEAD:d/a")
    )
    try fixture.git("-C", fixture.repository, "tag", "-a", "-m", "m", "v1")
    try fixture.git("-C", fixture.repository, "tag", "-a", "-m", "m", "of-tree", below)
    let resolver = try RevisionResolver(RepositoryLayout.find(around: fixture.repository))
    for (revision, expected, hasCommit) in [
      ("HEAD", tree, true), ("v1", tree, true), (commit, tree, true), ("v1^{}", tree, true), ("HEAD~0", tree, true),
      ("HEAD^{tree}", tree, false), ("v1^{tree}", tree, false), (tree, tree, false),
      (String(tree.prefix(10)), tree, false),
      (tree + "^{tree}", tree, false), (below, below, false), ("of-tree", below, false),
      ("of-tree^{tree}", below, false),
    ] {
      let resolved = try resolver.resolveTree(revision)
      #expect(resolved.tree.hex == expected && resolved.commit?.hex == (hasCommit ? commit : nil), "\(revision)")
    }
    for (revision, kind) in [
      (blob, GitFailure.Kind.unknownRevision), ("HEAD~1", .unknownRevision), ("nope^{tree}", .unknownRevision),
      (tree + "~1", .unknownRevision), ("^{tree}", .badRevision), ("HEAD^{tree}~1", .badRevision),
      ("HEAD^{blob}", .badRevision),
    ] {
      #expect("\(revision)") {
        _ = try resolver.resolveTree(revision)
      } throws: { error in
        (error as? GitFailure)?.kind == kind
      }
    }
  }

  @Test("names that stand for two commits are refused, those that stand for one twice are not")
  func ambiguity() throws {
    let fixture = try GitFixture()
    try fixture.commit("one")
    try fixture.git("-C", fixture.repository, "tag", "both")
    try fixture.git("-C", fixture.repository, "branch", "both")
    #expect(kind(fixture, "both") == nil)
    try fixture.commit("two")
    try fixture.git("-C", fixture.repository, "tag", "-f", "both")
    #expect(kind(fixture, "both") == .ambiguousRevision)
    #expect(kind(fixture, "refs/tags/both") == nil)
  }

  @Test("unknown and hostile names end in one error each")
  func refused() throws {
    let fixture = try GitFixture()
    try fixture.commit()
    let bad = [
      "", "@{", "HEAD@{yesterday}", "HEAD~999999999999", ":", ":/x", "--help", "refs/../../config", "HEAD:a",
      "a..b", "HEAD^{tree}~1", "HEAD^{/x}", "a b", "a\nb", String(repeating: "x", count: 100_000),
    ]
    for revision in bad { #expect(kind(fixture, revision) == .badRevision, "\(revision.prefix(20))") }
    for revision in ["nope", "refs/heads/nope", "deadbeef", "HEAD~999", "HEAD^{tree}", "ab"] {
      #expect(kind(fixture, revision) == .unknownRevision, "\(revision)")
    }
  }

  @Test("a repository without a commit says so")
  func unborn() throws {
    let fixture = try GitFixture()
    #expect {
      _ = try resolve(fixture, "HEAD")
    } throws: { error in
      (error as? GitFailure)?.detail == "the current branch has no commit yet"
    }
  }

  @Test("a repository is found from a subdirectory, bare, and through a linked work tree")
  func layouts() throws {
    let fixture = try GitFixture()
    try fixture.write("d/a", "1")
    try fixture.commit()
    let id = try fixture.git("-C", fixture.repository, "rev-parse", "HEAD")
    let bare = fixture.directory + "/bare.git"
    let linked = fixture.directory + "/linked"
    try fixture.git("clone", "-q", "--bare", fixture.repository, bare)
    try fixture.git("-C", fixture.repository, "worktree", "add", "-q", "--detach", linked)
    for path in [fixture.repository + "/d", bare, linked] {
      let layout = try RepositoryLayout.find(around: path)
      #expect(try RevisionResolver(layout).resolve("HEAD").commit.hex == id)
      #expect((layout.workTree == nil) == (path == bare))
    }
    // Extensions that libgit2 1.5 refuses by default and that change nothing here.
    try fixture.git("-C", fixture.repository, "config", "core.repositoryformatversion", "1")
    try fixture.git("-C", fixture.repository, "config", "extensions.worktreeConfig", "true")
    try fixture.git("-C", fixture.repository, "config", "extensions.partialClone", "origin")
    #expect(try resolve(fixture, "HEAD").commit.hex == id)
  }

  @Test("what is no repository, and FIFOs in the place of control files, are refused without waiting")
  func notARepository() throws {
    let fixture = try GitFixture()
    try fixture.commit()
    #expect(throws: GitFailure.self) { try RepositoryLayout.find(around: fixture.directory + "/nowhere") }
    let config = fixture.repository + "/.git/config"
    try FileManager.default.removeItem(atPath: config)
    try #require(mkfifo(config, 0o600) == 0)
    #expect {
      _ = try RepositoryLayout.find(around: fixture.repository)
    } throws: { error in
      (error as? GitFailure)?.kind == .notARepository
    }
    let other = fixture.directory + "/other"
    try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
    try Data("gitdir: .git\n".utf8).write(to: URL(fileURLWithPath: other + "/.git"))
    #expect(throws: GitFailure.self) { try RepositoryLayout.find(around: other) }
  }
}

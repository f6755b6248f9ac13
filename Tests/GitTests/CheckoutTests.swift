import Fingerprints
import Foundation
import Git
import Testing

@Suite("checkout", .serialized, .enabled(if: GitFixture.isAvailable, "needs git"))
struct CheckoutTests {
  /// `path mode sha256-or-link` of everything below `directory`, sorted.
  private func listing(_ directory: String) throws -> [String] {
    var lines: [String] = []
    let files = FileManager.default
    for path in try files.subpathsOfDirectory(atPath: directory) where !path.hasPrefix(".git/") && path != ".git" {
      let full = directory + "/" + path
      let attributes = try files.attributesOfItem(atPath: full)
      let mode = String((attributes[.posixPermissions] as? Int) ?? 0, radix: 8)
      switch attributes[.type] as? FileAttributeType {
      case .typeSymbolicLink: lines.append("\(path) -> \(try files.destinationOfSymbolicLink(atPath: full))")
      case .typeDirectory: lines.append("\(path)/ \(mode)")
      default:
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: full)))
        lines.append("\(path) \(mode) \(try SHA256Digest.of(bytes).hex)")
      }
    }
    return lines.sorted()
  }

  private func fixture() throws -> GitFixture {
    let fixture = try GitFixture()
    try fixture.write(".gitattributes", "* text=auto\n*.crlf text eol=crlf\n*.bin -text\nid.txt ident\n")
    try fixture.write("plain.txt", "a\nb\n")
    try fixture.write("dos.crlf", "a\r\nb\r\n")
    try fixture.write("raw.bin", "a\r\nb\n")
    try fixture.write("id.txt", "$Id$\n")
    try fixture.write("run.sh", "#!/bin/sh\n", executable: true)
    try fixture.write("empty", "")
    try fixture.write("d/.gitattributes", "*.txt eol=crlf\n")
    try fixture.write("d/nested.txt", "x\ny\n")
    try fixture.write("d/e/f/deep.txt", "x\n")
    try fixture.write("with space/é\u{301}.txt", "x\n")
    try FileManager.default.createSymbolicLink(
      atPath: fixture.repository + "/link", withDestinationPath: "../../etc/passwd")
    try fixture.git(
      "-C", fixture.repository, "update-index", "--add", "--cacheinfo",
      "160000,0123456789012345678901234567890123456789,sub")
    try fixture.git("-C", fixture.repository, "add", "-A", "--", ".", ":!sub")
    try fixture.git("-C", fixture.repository, "commit", "-q", "-m", "all kinds")
    return fixture
  }

  private func checkOut(_ fixture: GitFixture, umask mask: mode_t, order: CreationOrder) throws -> String {
    let target = fixture.directory + "/out-\(mask)-\(order.rawValue)"
    let previous = umask(mask)
    defer { umask(previous) }
    try #require(mkdir(target, 0o777) == 0)
    let layout = try RepositoryLayout.find(around: fixture.repository)
    let commit = try RevisionResolver(layout).resolve("HEAD").commit
    var reader = try CheckoutReader(objectsDirectory: layout.objectsDirectory)
    let entries = try CommitTree.list(reader.store.commit(commit).tree, in: reader.store)
    try Checkout.write(entries, into: target, order: order, from: &reader)
    return target
  }

  @Test("equals what git clone gives, bytes, links and modes, under every umask and in every order")
  func equalsGit() throws {
    let fixture = try fixture()
    for (mask, text) in [(0o022, "022"), (0o002, "002"), (0o077, "077")] as [(mode_t, String)] {
      let clone = fixture.directory + "/clone-\(text)"
      try fixture.git("clone", "-q", "--no-local", fixture.repository, clone, umask: text)
      let expected = try listing(clone)
      #expect(expected.count > 14)
      for order in CreationOrder.allCases {
        let found = try listing(checkOut(fixture, umask: mask, order: order))
        let differing = Set(found).symmetricDifference(expected).sorted()
        #expect(differing.isEmpty, "umask \(text), \(order)")
      }
    }
  }

  @Test("attributes and configuration of the machine and the work tree have no effect")
  func isolation() throws {
    let fixture = try GitFixture()
    try fixture.write("a.txt", "a\nb\n")
    try fixture.commit()
    let reference = try listing(checkOut(fixture, umask: 0o022, order: .sorted))
    try fixture.write(".gitattributes", "* text eol=crlf\n")
    try Data("* text eol=crlf\n".utf8).write(to: URL(fileURLWithPath: fixture.repository + "/.git/info/attributes"))
    try fixture.git("-C", fixture.repository, "config", "core.autocrlf", "true")
    #expect(try listing(checkOut(fixture, umask: 0o022, order: .reversed)) == reference)
  }

  @Test("the source repository is not touched")
  func sourceUntouched() throws {
    let fixture = try fixture()
    func state() throws -> [String] {
      try FileManager.default.subpathsOfDirectory(atPath: fixture.repository + "/.git").sorted().map { path in
        let attributes = try FileManager.default.attributesOfItem(atPath: fixture.repository + "/.git/" + path)
        return "\(path) \(attributes[.size] ?? 0) \(attributes[.modificationDate] ?? 0)"
      }
    }
    let before = try state()
    _ = try checkOut(fixture, umask: 0o022, order: .sorted)
    #expect(try state() == before)
  }

  @Test("only an empty directory of our own is written to")
  func targetMustBeEmpty() throws {
    let fixture = try fixture()
    let target = fixture.directory + "/used"
    try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: target + "/d", withDestinationPath: fixture.directory + "/home")
    let layout = try RepositoryLayout.find(around: fixture.repository)
    var reader = try CheckoutReader(objectsDirectory: layout.objectsDirectory)
    let commit = try RevisionResolver(layout).resolve("HEAD").commit
    let entries = try CommitTree.list(reader.store.commit(commit).tree, in: reader.store)
    #expect(throws: GitFailure.self) { try Checkout.write(entries, into: target, order: .sorted, from: &reader) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: fixture.directory + "/home").isEmpty)
  }
}

import Foundation
import Lockfiles
import Testing

/// An edit of a manifest of ours, with what the tool that made the lock says after it.
struct ManifestEdit: Decodable, Sendable, CustomStringConvertible {
  /// The folder below that of the tool.
  let `case`: String
  let file: String
  let old: String
  let new: String
  /// What is to be named when the lock is stale; empty when it does not show.
  let changes: [String]
  /// The tool's answer.
  let fresh: Bool

  var description: String { "\(self.case): \(new)" }

  static func all(of tool: String) -> [ManifestEdit] {
    (try? JSONDecoder().decode([ManifestEdit].self, from: Data(Fixture.bytes("\(tool)/edits.json")))) ?? []
  }

  /// The lock of the case, read beside the edited manifest.
  func read(_ tool: String) throws -> Lockfile {
    var source = try Fixture.source("\(tool)/\(self.case)")
    let before = String(decoding: try #require(source.files[file]), as: UTF8.self)
    #expect(before.contains(old))
    source.files[file] = Array(before.replacing(old, with: new).utf8)
    let names = ["pdm.lock", "pylock.toml", "requirements.txt", "requirements/main.txt", "Pipfile.lock"]
    let name = try #require(names.first { source.files[$0] != nil })
    return try LockfileReader.read(name, bytes: source.files[name] ?? [], from: source)
  }
}

@Suite("edited manifests")
struct ManifestEditTests {
  @Test("a lock is stale when its tool says so, and what changed is named", arguments: ["pdm", "pip", "pipenv"])
  func edits(_ tool: String) throws {
    let edits = ManifestEdit.all(of: tool)
    #expect(edits.count > 10)
    for edit in edits {
      let lock = try edit.read(tool)
      #expect(lock.verdict == (edit.fresh ? "fresh" : "stale"), "\(edit): \(lock.freshness.summary)")
      let unseen = ["what changed does not show in the lock: a range, a marker, a source or an option"]
      let expected = edit.fresh ? [] : edit.changes.isEmpty ? unseen : edit.changes
      #expect(lock.freshness.changes == expected, "\(edit)")
    }
  }
}

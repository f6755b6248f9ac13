import Lockfiles
import Testing

/// A change of one file of a fixture.
struct FixtureEdit: Sendable {
  let file: String
  /// Nil for a new file, or for one that goes.
  let old: String?
  let new: String?

  static func replace(_ file: String, _ old: String, _ new: String) -> FixtureEdit {
    FixtureEdit(file: file, old: old, new: new)
  }

  static func add(_ file: String, _ text: String) -> FixtureEdit { FixtureEdit(file: file, old: nil, new: text) }

  static func remove(_ file: String) -> FixtureEdit { FixtureEdit(file: file, old: nil, new: nil) }
}

extension Fixture {
  /// Reads `lock` of the folder `compiled/…` after the edits.
  static func read(_ folder: String, _ lock: String, _ edits: [FixtureEdit] = []) throws -> Lockfile {
    var source = try source("compiled/" + folder)
    for edit in edits {
      guard let old = edit.old else {
        source.files[edit.file] = edit.new.map { Array($0.utf8) }
        continue
      }
      let text = String(decoding: source.files[edit.file] ?? [], as: UTF8.self)
      try #require(text.contains(old), "\(old) is not in \(edit.file)")
      source.files[edit.file] = Array(text.replacing(old, with: edit.new ?? "").utf8)
    }
    return try LockfileReader.read(lock, bytes: source.files[lock] ?? [], from: source)
  }
}

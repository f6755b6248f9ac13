import Lockfiles

/// Our own projects with the locks that the real tools made of them.
enum JavaScriptFixtures {
  /// Reads a lock as the tool would find it.
  ///
  /// - Parameters:
  ///   - lock: a file of `Fixtures/javascript/locks`.
  ///   - edits: what is replaced in files of the project before it is read.
  static func read(
    _ lock: String, as name: String, in project: String = "project",
    edits: [(file: String, old: String, new: String)] = [],
    others: [String: String] = [:]
  ) throws -> Lockfile {
    var source = try Fixture.source("javascript/" + project)
    for (path, text) in others { source.files[path] = Array(text.utf8) }
    for edit in edits {
      let text = String(decoding: source.files[edit.file] ?? [], as: UTF8.self)
      source.files[edit.file] = Array(text.replacing(edit.old, with: edit.new).utf8)
    }
    return try LockfileReader.read(name, bytes: try Fixture.bytes("javascript/locks/" + lock), from: source)
  }

  /// `name==version` for what comes from elsewhere, `name in folder` for what lies in the tree.
  static func pins(_ lock: Lockfile) -> [String] {
    lock.packages.map { package in
      if let source = package.source, source.hasPrefix("file:") { return "\(package.name) in \(source.dropFirst(5))" }
      return "\(package.name)==\(package.version)" + (package.source.map { " from " + $0 } ?? "")
    }
  }
}

internal import BuildContext
internal import Fingerprints
internal import Git

/// What a user should know of a commit's context: one sentence each, names escaped.
enum CommitWarnings {
  /// - Throws: ``GitFailure`` when an attribute file cannot be read.
  static func list(
    _ ignoreFile: FoundIgnoreFile, arrivingEmpty: [BytePath], submodules: [(path: BytePath, id: ObjectID)],
    attributes: [(path: BytePath, id: ObjectID)], remarks: [(path: BytePath, text: String)], _ objects: CheckoutObjects
  ) throws -> [String] {
    let empty = ContextWarnings.arrivingEmpty(arrivingEmpty, ignoreFile: ignoreFile.name)
    return try ignoreFile.warnings + empty
      + repository(
        submodules: submodules, attributes: attributes, remarks: remarks, objects)
  }

  /// About what the repository holds, whatever the rules.
  ///
  /// - Throws: ``GitFailure`` when an attribute file cannot be read.
  static func repository(
    submodules: [(path: BytePath, id: ObjectID)], attributes: [(path: BytePath, id: ObjectID)],
    remarks: [(path: BytePath, text: String)], _ objects: CheckoutObjects
  ) throws -> [String] {
    let encodings = try attributes.filter { file in
      try objects.reader.store.withObject(file.id, .blob, what: PathText.visible(file.path)) { content in
        String(decoding: content.withUnsafeBytes { Array($0) }, as: UTF8.self).contains("working-tree-encoding")
      }
    }
    return submodules.sorted { $0.path < $1.path }.map {
      "the submodule \(PathText.visible($0.path)) pinned at \($0.id) is not populated: an empty directory here"
    }
      + encodings.sorted { $0.path < $1.path }.map {
        "\(PathText.visible($0.path)) sets working-tree-encoding, which is not applied: git would check out other bytes"
      } + names(remarks)
  }

  /// So many names are warned about one by one.
  private static let nameLimit = 100

  /// About entries of trees, in the order of their paths.
  static func names(_ remarks: [(path: BytePath, text: String)]) -> [String] {
    let sorted = remarks.sorted { $0.path < $1.path }
    let more = sorted.count - nameLimit
    return sorted.prefix(nameLimit).map { "\(PathText.visible($0.path)): \($0.text)" }
      + (more > 0 ? ["\(more) more names are such"] : [])
  }
}

internal import BuildContext
internal import Fingerprints
internal import Git

/// What a user should know of a commit's context: one sentence each, names escaped.
enum CommitWarnings {
  /// - Throws: ``GitFailure`` when an attribute file cannot be read.
  static func list(
    _ ignoreFile: FoundIgnoreFile, arrivingEmpty: [BytePath], submodules: [(path: BytePath, id: ObjectID)],
    attributes: [(path: BytePath, id: ObjectID)], remarks: [(path: BytePath, text: String)], root: ObjectID,
    _ objects: CheckoutObjects
  ) throws -> [String] {
    let empty = ContextWarnings.arrivingEmpty(arrivingEmpty, ignoreFile: ignoreFile.name)
    return try ignoreFile.warnings + empty
      + repository(submodules: submodules, attributes: attributes, remarks: remarks, root: root, objects)
  }

  /// About what the repository holds, whatever the rules.
  ///
  /// - Parameter root: the commit's tree.
  /// - Throws: ``GitFailure`` when an attribute file cannot be read, and for a `.gitmodules` that must not be acted on
  ///   where there are submodules.
  static func repository(
    submodules: [(path: BytePath, id: ObjectID)], attributes: [(path: BytePath, id: ObjectID)],
    remarks: [(path: BytePath, text: String)], root: ObjectID, _ objects: CheckoutObjects
  ) throws -> [String] {
    var encodings: [(path: BytePath, id: ObjectID)] = []
    var filters: [String] = []
    for file in attributes.sorted(by: { $0.path < $1.path }) {
      let text = try objects.reader.store.withObject(file.id, .blob, what: PathText.visible(file.path)) { content in
        content.withUnsafeBytes { Array($0) }
      }
      if String(decoding: text, as: UTF8.self).contains("working-tree-encoding") { encodings.append(file) }
      filters += drivers(text).map { name in
        "\(PathText.visible(file.path)) sets filter=\(name), which is never run: contents are those in the repository"
      }
    }
    return try submoduleFile(hasSubmodules: !submodules.isEmpty, root, objects) + filters
      + submodules.sorted { $0.path < $1.path }.map {
        "the submodule \(PathText.visible($0.path)) pinned at \($0.id) is not populated: an empty directory here"
      }
      + encodings.map {
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

  /// The filter drivers that an attribute file names, escaped; Git LFS is one.
  private static func drivers(_ text: [UInt8]) -> [String] {
    var names: [String] = []
    for line in text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) where line.first != UInt8(ascii: "#") {
      for word in line.split(whereSeparator: { $0 == 0x20 || $0 == 0x09 }).dropFirst() {
        guard word.starts(with: "filter=".utf8) else { continue }
        let name = PathText.visible(BytePath(Array(word.dropFirst(7).prefix(80))))
        if !names.contains(name) { names.append(name) }
      }
      if names.count > 10 { break }
    }
    return names
  }

  /// What is wrong with the commit's `.gitmodules`: a reason to stop where git would act on it, else a warning.
  private static func submoduleFile(
    hasSubmodules: Bool, _ root: ObjectID, _ objects: CheckoutObjects
  ) throws -> [String] {
    let entries = try objects.reader.store.entries(ofTree: root, what: "the root tree")
    guard let entry = entries.first(where: { $0.name.elementsEqual(".gitmodules".utf8) }), case .file = entry.kind,
      let problem = try objects.reader.store.withObject(
        entry.id, .blob, what: ".gitmodules",
        { content in SubmoduleFile.problem(content.withUnsafeBytes { Array($0) }) })
    else { return [] }
    let text = "[\(problem.messageID)] line \(problem.line): \(problem.reason)"
    guard hasSubmodules else { return [".gitmodules: \(text); nothing is read from it here"] }
    throw GitFailure(
      kind: .tree, operation: "read .gitmodules", detail: text,
      remedy: "do not run \"git submodule\" in this commit; correct the file first")
  }
}

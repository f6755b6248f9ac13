internal import Fingerprints

/// Reads the bytes of a tree object and refuses what git's fsck calls an error.
///
/// The messages carry fsck's message ids.
enum TreeParser {
  /// - Throws: ``GitFailure`` of kind `tree`.
  static func parse(_ bytes: [UInt8], tree: ObjectID) throws(GitFailure) -> [GitEntry] {
    var entries: [GitEntry] = []
    var previous: [UInt8]?
    var position = 0
    while position < bytes.count {
      guard let blank = bytes[position...].firstIndex(of: 0x20),
        let zero = bytes[blank...].firstIndex(of: 0), zero + 20 < bytes.count
      else { throw refuse(tree, "badTree", "is malformed at byte \(position)") }
      let name = Array(bytes[(blank + 1)..<zero])
      let id = ObjectID(Array(bytes[(zero + 1)...(zero + 20)]))
      let shown = PathText.visible(BytePath(name))
      if let problem = EntryName.problem(name) {
        throw refuse(tree, problem.messageID, "holds the name \"\(shown)\": \(problem.reason)")
      }
      guard let kind = kind(bytes[position..<blank]) else {
        let mode = String(decoding: bytes[position..<blank], as: UTF8.self)
        throw refuse(tree, "badFilemode", "gives \"\(shown)\" the mode \(PathText.visible(mode))")
      }
      let sortKey = kind == .directory ? name + [UInt8(ascii: "/")] : name
      if let previous, !previous.precedes(sortKey) {
        if previous == sortKey { throw refuse(tree, "duplicateEntries", "lists \"\(shown)\" twice") }
        throw refuse(tree, "treeNotSorted", "lists \"\(shown)\" out of order")
      }
      previous = sortKey
      entries.append(GitEntry(name: name, kind: kind, id: id))
      position = zero + 21
    }
    // A file and a directory of one name sort apart, with other names between them.
    if Set(entries.map(\.name)).count < entries.count {
      throw refuse(tree, "duplicateEntries", "lists one name as a file and as a directory")
    }
    return entries
  }

  /// 100664, which old versions of git wrote, counts as 100644.
  private static func kind(_ mode: ArraySlice<UInt8>) -> GitEntry.Kind? {
    switch String(decoding: mode.drop { $0 == UInt8(ascii: "0") }, as: UTF8.self) {
    case "100644", "100664": .file(executable: false)
    case "100755": .file(executable: true)
    case "120000": .symlink
    case "40000": .directory
    case "160000": .submodule
    default: nil
    }
  }

  private static func refuse(_ tree: ObjectID, _ messageID: String, _ problem: String) -> GitFailure {
    GitFailure(
      kind: .tree, operation: "read tree \(tree.short)", detail: "[\(messageID)] the tree \(problem)",
      remedy: "run \"git fsck\" in the repository")
  }
}

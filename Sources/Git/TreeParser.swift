internal import Fingerprints

/// Reads the bytes of a tree object and refuses what git's fsck calls an error.
///
/// The messages carry fsck's message ids.
enum TreeParser {
  /// - Throws: ``GitFailure`` of kind `tree`.
  static func parse(_ content: RawSpan, tree: ObjectID) throws(GitFailure) -> [GitEntry] {
    try content.withUnsafeBytes { (bytes: UnsafeRawBufferPointer) throws(GitFailure) in
      try parse(bytes, tree: tree)
    }
  }

  private static func parse(_ bytes: UnsafeRawBufferPointer, tree: ObjectID) throws(GitFailure) -> [GitEntry] {
    var entries: [GitEntry] = []
    // An entry is seldom shorter.
    entries.reserveCapacity(bytes.count / 32)
    var position = 0
    while position < bytes.count {
      guard let blank = first(0x20, in: bytes, from: position), let zero = first(0, in: bytes, from: blank),
        zero + 20 < bytes.count
      else { throw refuse(tree, "badTree", "is malformed at byte \(position)") }
      let name = Array(bytes[(blank + 1)..<zero])
      let id = ObjectID(Array(bytes[(zero + 1)...(zero + 20)]))
      if let problem = EntryName.problem(name) {
        throw refuse(tree, problem.messageID, "holds the name \"\(shown(name))\": \(problem.reason)")
      }
      guard let kind = kind(bytes[position..<blank]) else {
        let mode = String(decoding: bytes[position..<blank], as: UTF8.self)
        throw refuse(tree, "badFilemode", "gives \"\(shown(name))\" the mode \(PathText.visible(mode))")
      }
      if kind == .symlink, EntryName.isGitmodules(name) {
        throw refuse(tree, "gitmodulesSymlink", "holds \"\(shown(name))\" as a symbolic link")
      }
      let entry = GitEntry(name: name, kind: kind, id: id)
      if let previous = entries.last {
        switch order(previous, entry) {
        case 0: throw refuse(tree, "duplicateEntries", "lists \"\(shown(name))\" twice")
        case 1: throw refuse(tree, "treeNotSorted", "lists \"\(shown(name))\" out of order")
        default: break
        }
      }
      if kind == .directory, hasFile(name, entries) {
        throw refuse(tree, "duplicateEntries", "lists one name as a file and as a directory")
      }
      entries.append(entry)
      position = zero + 21
    }
    return entries
  }

  private static func first(_ byte: UInt8, in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    var index = start
    while index < bytes.count {
      if bytes[index] == byte { return index }
      index += 1
    }
    return nil
  }

  private static func shown(_ name: [UInt8]) -> String { PathText.visible(BytePath(name)) }

  /// -1, 0 or 1 as `left` comes before `right`, at its place or after it; a directory sorts as if a slash ended it.
  private static func order(_ left: GitEntry, _ right: GitEntry) -> Int {
    let shared = min(left.name.count, right.name.count)
    var index = 0
    while index < shared {
      if left.name[index] != right.name[index] { return left.name[index] < right.name[index] ? -1 : 1 }
      index += 1
    }
    let (next, other) = (sortByte(left, at: shared), sortByte(right, at: shared))
    if next != other { return next < other ? -1 : 1 }
    // Both names end here, or one does and the other cannot hold the slash.
    return 0
  }

  /// The byte of the sort key at `index`, which is at most the name's length; -1 behind its end.
  private static func sortByte(_ entry: GitEntry, at index: Int) -> Int {
    if index < entry.name.count { return Int(entry.name[index]) }
    return entry.kind == .directory ? 0x2F : -1
  }

  /// Whether `entries`, which are sorted, hold a file of the name of a directory that comes next.
  ///
  /// The two sort apart, but whatever lies between them begins with that name.
  private static func hasFile(_ name: [UInt8], _ entries: [GitEntry]) -> Bool {
    var index = entries.count
    while index > 0, entries[index - 1].name.starts(with: name) {
      index -= 1
      if entries[index].name.count == name.count { return true }
    }
    return false
  }

  /// 100664, which old versions of git wrote, counts as 100644.
  private static func kind(_ mode: Slice<UnsafeRawBufferPointer>) -> GitEntry.Kind? {
    var value = 0
    for digit in mode {
      guard (0x30...0x37).contains(digit), value < 1 << 18 else { return nil }
      value = value << 3 | Int(digit - 0x30)
    }
    return switch value {
    case 0o100644, 0o100664: .file(executable: false)
    case 0o100755: .file(executable: true)
    case 0o120000: .symlink
    case 0o040000: .directory
    case 0o160000: .submodule
    default: nil
    }
  }

  private static func refuse(_ tree: ObjectID, _ messageID: String, _ problem: String) -> GitFailure {
    GitFailure(
      kind: .tree, operation: "read tree \(tree.short)", detail: "[\(messageID)] the tree \(problem)",
      remedy: "run \"git fsck\" in the repository")
  }
}

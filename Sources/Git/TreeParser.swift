internal import Fingerprints
internal import Model

/// Reads the bytes of a tree object and refuses what git's fsck calls an error.
///
/// The messages carry fsck's message ids. What is refused, and what gets a remark, is ``PathPolicy``'s to say.
struct TreeParser {
  private let tree: ObjectID
  /// Where the tree lies, for messages.
  private let place: String
  private let policy: PathPolicy
  private var entries: [GitEntry] = []

  /// The entries in git's order.
  ///
  /// - Throws: ``GitFailure`` of kind `tree`.
  static func parse(
    _ content: RawSpan, tree: ObjectID, at place: @autoclosure () -> String, policy: PathPolicy
  ) throws(GitFailure) -> [GitEntry] {
    try content.withUnsafeBytes { (bytes: UnsafeRawBufferPointer) throws(GitFailure) in
      var parser = TreeParser(tree: tree, place: place(), policy: policy)
      try parser.read(bytes)
      try parser.arrange()
      if policy != .any { try parser.addPortability() }
      return parser.entries
    }
  }

  private init(tree: ObjectID, place: String, policy: PathPolicy) {
    self.tree = tree
    self.place = place
    self.policy = policy
  }

  private mutating func read(_ bytes: UnsafeRawBufferPointer) throws(GitFailure) {
    // An entry is seldom shorter.
    entries.reserveCapacity(bytes.count / 32)
    var position = 0
    while position < bytes.count {
      guard let blank = Self.first(0x20, in: bytes, from: position),
        let zero = Self.first(0, in: bytes, from: blank), zero + 20 < bytes.count
      else { throw refuse("badTree", "is malformed at byte \(position)") }
      let name = Array(bytes[(blank + 1)..<zero])
      if let problem = EntryName.problem(name) {
        throw refuse(problem.messageID, "holds the name \(Self.shown(name)): \(problem.reason)")
      }
      let (kind, remark) = try kind(bytes[position..<blank], of: name)
      var entry = GitEntry(name: name, kind: kind, id: ObjectID(Array(bytes[(zero + 1)...(zero + 20)])))
      if let remark { try add(remark.text, remark.messageID, to: &entry) }
      if kind == .symlink, let problem = EntryName.linkProblem(name) {
        guard !problem.isError else {
          throw refuse(problem.messageID, "holds \(Self.shown(name)) as a symbolic link")
        }
        try add("is a symbolic link, which git does not follow", problem.messageID, to: &entry)
      }
      entries.append(entry)
      position = zero + 21
    }
  }

  private func kind(
    _ digits: Slice<UnsafeRawBufferPointer>, of name: [UInt8]
  ) throws(GitFailure) -> (GitEntry.Kind, (text: String, messageID: String)?) {
    let mode = EntryMode(digits)
    if case .plain(let kind) = mode { return (kind, nil) }
    let shown = "\"" + PathText.visible(String(decoding: digits.prefix(40), as: UTF8.self)) + "\""
    switch mode {
    case .unusual(let kind, let messageID):
      return (kind, ("has the mode \(shown), which is not how git writes it", messageID))
    case .wrong(let kind) where policy == .any:
      return (kind, ("has the mode \(shown), which is read as git reads it", "badFilemode"))
    default:
      throw refuse("badFilemode", "gives \(Self.shown(name)) the mode \(shown)")
    }
  }

  /// Puts the entries in order and makes sure that none is there twice.
  private mutating func arrange() throws(GitFailure) {
    let misplaced = entries.indices.dropFirst().first { Self.order(entries[$0 - 1], entries[$0]) > 0 }
    let name = misplaced.map { entries[$0].name }
    if misplaced != nil { entries.sort { Self.order($0, $1) < 0 } }
    for index in entries.indices {
      let entry = entries[index]
      if index > 0, Self.order(entries[index - 1], entry) == 0 {
        throw refuse("duplicateEntries", "lists \(Self.shown(entry.name)) twice")
      }
      if entry.kind == .directory, hasFile(entry.name, before: index) {
        throw refuse("duplicateEntries", "lists \(Self.shown(entry.name)) as a file and as a directory")
      }
    }
    guard let name else { return }
    guard policy == .any, let index = entries.firstIndex(where: { $0.name == name }) else {
      throw refuse("treeNotSorted", "lists \(Self.shown(name)) out of order")
    }
    try add("is out of order in its tree", "treeNotSorted", to: &entries[index])
  }

  private mutating func addPortability() throws(GitFailure) {
    for (index, remark) in NamePortability.remarks(entries) { try add(remark, nil, to: &entries[index]) }
  }

  /// Notes a remark on an entry, or refuses the tree where the policy is strict.
  private func add(_ remark: String, _ messageID: String?, to entry: inout GitEntry) throws(GitFailure) {
    guard policy != .strict else {
      throw GitFailure(
        kind: .tree, operation: "read tree \(tree) (\(place))",
        detail: (messageID.map { "[\($0)] " } ?? "") + "\(Self.shown(entry.name)) \(remark)",
        remedy: "\(messageID == nil ? "rename" : "mend") it, or allow it with --paths warn")
    }
    let text = (messageID.map { "[\($0)] " } ?? "") + remark
    entry.remark = entry.remark.map { $0 + "; " + text } ?? text
  }

  private static func first(_ byte: UInt8, in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    var index = start
    while index < bytes.count {
      if bytes[index] == byte { return index }
      index += 1
    }
    return nil
  }

  private static func shown(_ name: [UInt8]) -> String {
    let text = PathText.visible(BytePath(name))
    return "\"" + (text.count > 120 ? text.prefix(120) + "…" : text) + "\""
  }

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

  /// Whether the entries before `end`, which are sorted, hold a file of the name of a directory that comes next.
  ///
  /// The two sort apart, but whatever lies between them begins with that name.
  private func hasFile(_ name: [UInt8], before end: Int) -> Bool {
    var index = end
    while index > 0, entries[index - 1].name.starts(with: name) {
      index -= 1
      if entries[index].name.count == name.count { return true }
    }
    return false
  }

  private func refuse(_ messageID: String, _ problem: String) -> GitFailure {
    let isHarmless = messageID == "treeNotSorted" || messageID == "badFilemode"
    return GitFailure(
      kind: .tree, operation: "read tree \(tree) (\(place))", detail: "[\(messageID)] the tree \(problem)",
      remedy: "run \"git fsck\" in the repository"
        + (isHarmless && policy != .any ? ", or read it all the same with --paths any" : ""))
  }
}

internal import Fingerprints

/// What differs between two views of a build context, which facts explain it, and which do not.
public struct MachineComparison: Hashable, Sendable, Codable {
  /// One of the two views.
  public struct Side: Sendable {
    /// For people: `the working tree`, `bob.capture.json`.
    public var name: String
    public var capture: Capture
    /// What a clean checkout of its commit has; nil when that is not to be had here.
    public var base: [CapturedEntry]?

    public init(name: String, capture: Capture, base: [CapturedEntry]? = nil) {
      self.name = name
      self.capture = capture
      self.base = base
    }
  }

  /// Names of the two views.
  public var names: [String]
  /// How many entries differ.
  public var differing: Int
  /// Those that explain most entries first; where that is equal, what bites most often.
  public var causes: [MachineCause]
  /// Facts that differ and explain no difference, those that could matter to a build first.
  public var others: [FactDifference]
  /// How many facts are the same on both sides.
  public var sameFacts: Int
  /// What else there is to say: one sentence each.
  public var notes: [String]

  public var isSame: Bool { differing == 0 }

  /// - Parameter isAgainstCheckout: whether the first side is a clean checkout, and not another machine.
  public init(_ a: Side, _ b: Side, isAgainstCheckout: Bool = false) {
    let sameCommit =
      a.capture.repo != nil && a.capture.repo?.tree == b.capture.repo?.tree
      && a.capture.context.directory == b.capture.context.directory
    var notes: [String] = []
    let (left, right) = Self.listings(a, b, sameCommit, &notes)
    let areCommits = a.capture.repo != nil && b.capture.repo != nil
    let search = ChangeSearch(
      left, right, sameCommit: areCommits ? sameCommit : nil, submodules: Self.submodules(a, b))
    names = [a.name, b.name]
    let allFacts = FactDifference.between(a.capture.facts, b.capture.facts)
    notes += Self.note(search.redacted)
    var found = MachineCause.list(
      search.changes, facts: allFacts.different, names: names, directories: search.directories)
    if isAgainstCheckout { found = found.map { $0.againstCheckout() } }
    found += Self.ofWholeCheckout(a, b, sameCommit, found, allFacts.different)
    causes = found.sorted { $0.precedes($1) }
    differing = search.differing + (found.contains { $0.isOfWholeCheckout } ? 1 : 0)
    let explaining = Set(causes.flatMap(\.facts).map(\.name))
    let codes = Set(causes.map(\.code))
    others = allFacts.different.filter { !explaining.contains($0.name) }.map { $0.judged(codes) }
      .sorted { $0.precedes($1) }
    sameFacts = allFacts.same
    self.notes = notes
  }

  private static func listings(
    _ a: Side, _ b: Side, _ sameCommit: Bool, _ notes: inout [String]
  ) -> (Listing, Listing) {
    let bases: ([CapturedEntry], [CapturedEntry])
    if let one = a.base ?? (a.capture.repo == nil ? [] : nil), let other = b.base ?? (b.capture.repo == nil ? [] : nil)
    {
      bases = (one, other)
    } else {
      let mentioned = Capture.base(mentionedIn: [a.capture, b.capture])
      bases = (mentioned, mentioned)
      if !sameCommit {
        notes.append(
          "the commits are not in the repository here, so files that differ between them are not told; run it in a clone that has both"
        )
      }
    }
    return (Listing(base: bases.0, a.capture), Listing(base: bases.1, b.capture))
  }

  /// Says which files could not be compared.
  private static func note(_ redacted: [Change]) -> [String] {
    if redacted.isEmpty { return [] }
    let items = redacted.map { MachineCause.Item(path: $0.path, note: nil) }
    return [
      "\(CauseText.number(items.count)) \(items.count == 1 ? "file" : "files") of equal size could not be compared, because "
        + "a capture keeps no digests of secret and short files: \(CauseText.list(items)); capture with the same --pair "
        + "words on both sides"
    ]
  }

  /// Without the files of a clean checkout, what all of them differ in.
  private static func ofWholeCheckout(
    _ a: Side, _ b: Side, _ sameCommit: Bool, _ found: [MachineCause], _ facts: [FactDifference]
  ) -> [MachineCause] {
    guard a.base == nil || b.base == nil, sameCommit, a.capture.checkoutUmask != b.capture.checkoutUmask,
      !found.contains(where: { $0.code == .umask })
    else { return [] }
    return [.ofUmasks([a.name, b.name], a.capture, b.capture, facts)]
  }

  private static func submodules(_ a: Side, _ b: Side) -> [String] {
    Array(Set((a.capture.submodules + b.capture.submodules).map(\.path))).sorted()
  }
}

/// A path in which two views differ.
struct Change: Hashable {
  let path: String
  let code: ChangeCode
  let a: CapturedEntry?
  let b: CapturedEntry?

  /// How many files stand behind it.
  var count: Int { max(1, a?.files ?? b?.files ?? 1) }
}

/// Finds the paths in which two listings differ, and in what.
struct ChangeSearch {
  private(set) var changes: [Change] = []
  /// Files of which it cannot be told.
  private(set) var redacted: [Change] = []
  /// How many entries differ.
  private(set) var differing = 0
  /// Directories that only one side has.
  private(set) var directories: Set<BytePath> = []

  init(_ left: Listing, _ right: Listing, sameCommit: Bool?, submodules: [String]) {
    let paths = Set(left.entries.keys).union(right.entries.keys).sorted()
    let arriving = paths.filter { left.entries[$0]?.arrives == true || right.entries[$0]?.arrives == true }
    for path in paths {
      let (a, b) = (left.entries[path], right.entries[path])
      guard let text = (a ?? b)?.path else { continue }
      if (a ?? b)?.type == .directory, (a?.arrives == true) != (b?.arrives == true) {
        directories.insert(path)
        // It is no difference by itself when it only holds what is one.
        if (a?.files ?? b?.files) == nil, hasEntries(below: path, in: arriving) { continue }
      }
      let codes = ChangeCode.between(a, b, sameCommit: sameCommit)
      guard !codes.isEmpty else { continue }
      let isSubmodule = submodules.contains { text.utf8.starts(with: ($0 + "/").utf8) || BytePath($0) == path }
      changes += codes.map { Change(path: text, code: isSubmodule ? .submodule : $0, a: a, b: b) }
    }
    redacted = changes.filter { $0.code == .redacted }
    changes.removeAll { $0.code == .redacted }
    pairNames()
    differing = Set(changes.map { BytePath($0.path) }).count
  }

  /// Whether a path below `directory` is in the sorted `paths`.
  private func hasEntries(below directory: BytePath, in paths: [BytePath]) -> Bool {
    let prefix = BytePath(directory.bytes + [UInt8(ascii: "/")])
    var (low, high) = (0, paths.count)
    while low < high {
      let middle = (low + high) / 2
      if paths[middle] < prefix { low = middle + 1 } else { high = middle }
    }
    return low < paths.count && paths[low].bytes.starts(with: prefix.bytes)
  }

  /// Takes two names that are one name but for letter case or Unicode form, one on each side, for one change.
  private mutating func pairNames() {
    let single = changes.indices.filter { changes[$0].a?.arrives != true || changes[$0].b?.arrives != true }
    // Strings are equal here when Unicode calls them equivalent.
    let groups = Dictionary(grouping: single) { changes[$0].path.lowercased() }
    var dropped: Set<Int> = []
    for indices in groups.values where indices.count == 2 {
      let (one, other) = (changes[indices[0]], changes[indices[1]])
      let isAFirst = one.a?.arrives == true
      guard isAFirst != (other.a?.arrives == true) else { continue }
      let (left, right) = isAFirst ? (one, other) : (other, one)
      // Equal as Swift compares: only the form differs.
      let code: ChangeCode = left.path == right.path ? .pathUnicode : .pathCase
      changes[indices[0]] = Change(path: right.path, code: code, a: left.a, b: right.b)
      dropped.insert(indices[1])
    }
    changes = changes.indices.filter { !dropped.contains($0) }.map { changes[$0] }
  }
}

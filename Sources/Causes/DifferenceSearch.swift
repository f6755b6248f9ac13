internal import Fingerprints

/// Finds the smallest set of attributes whose neutralisation makes two trees equal.
///
/// Paths differ independently of one another, so the set is the union of the smallest sets of all paths. Of each path
/// one attribute after the other, then two together and so on, is brought to a form of its own on both sides until the
/// two are equal; what no attribute explains differs in its content.
public struct DifferenceSearch {
  private let left: any ComparedSide
  private let right: any ComparedSide
  private let limits: ComparisonLimits
  private var found = FindingCollector()
  private var bytesLeft: Int

  /// What `left`, the older or wanted side, and `right` differ in; empty when nothing is known to differ.
  public static func findings(
    _ left: any ComparedSide, _ right: any ComparedSide, limits: ComparisonLimits = ComparisonLimits()
  ) -> [DifferenceFinding] {
    var search = DifferenceSearch(left: left, right: right, limits: limits)
    search.search()
    return search.found.findings
  }

  private init(left: any ComparedSide, right: any ComparedSide, limits: ComparisonLimits) {
    self.left = left
    self.right = right
    self.limits = limits
    bytesLeft = limits.totalBytes
  }

  private mutating func search() {
    let before = Dictionary(left.entries.map { ($0.path, $0) }, uniquingKeysWith: { $1 })
    let after = Dictionary(right.entries.map { ($0.path, $0) }, uniquingKeysWith: { $1 })
    for (path, entry) in before.sorted(by: { $0.key < $1.key }) {
      if let other = after[path] { compare(entry, other) }
    }
    let removed = before.values.filter { after[$0.path] == nil }
    let added = after.values.filter { before[$0.path] == nil }
    let pairing = PathPairing.pairs(removed, added)
    for pair in pairing.pairs {
      for code in pair.codes { found.add(code, pair.left.shown) }
      compare(pair.left, pair.right)
    }
    note(pairing.left, of: left, missingIn: right, as: .pathRemoved)
    note(pairing.right, of: right, missingIn: left, as: .pathAdded)
  }

  /// Notes entries that only `side` has; a directory that holds something is there because of it.
  private mutating func note(
    _ entries: [ComparedEntry], of side: any ComparedSide, missingIn other: any ComparedSide, as code: DifferenceCode
  ) {
    let parents = Set(side.entries.map(\.path.parent))
    for entry in entries {
      if entry.kind == .directory, parents.contains(entry.path) { continue }
      if other.isDropped(entry.path) {
        found.add(.ignoreRule, entry.shown, code == .pathRemoved ? "kept vs ignored" : "ignored vs kept")
      } else if entry.kind == .directory {
        found.add(.emptyDirectory, entry.shown, code == .pathRemoved ? "there vs absent" : "absent vs there")
      } else {
        found.add(code, entry.shown)
      }
    }
  }

  private mutating func compare(_ old: ComparedEntry, _ new: ComparedEntry) {
    guard old.kind == new.kind else {
      // A directory has no digest.
      let isLinkText = old.digest != nil && old.digest == new.digest
      found.add(
        isLinkText ? .linkAsFile : .content, old.kind == .directory ? new.shown : old.shown,
        "\(old.kind.rawValue) vs \(new.kind.rawValue)")
      return
    }
    if let before = old.attributes, let after = new.attributes, before != after {
      found.add(.extendedAttributes, old.shown)
    }
    switch old.kind {
    case .directory: compareModes(old, new)
    case .symlink:
      guard old.digest != new.digest else { return }
      let texts = old.link.flatMap { before in new.link.map { (before, $0) } }
      found.add(
        .linkTarget, old.shown,
        texts.map { PathText.escaped(BytePath($0.0)) + " vs " + PathText.escaped(BytePath($0.1)) })
    case .file:
      compareModes(old, new)
      compareContents(old, new)
    }
  }

  private mutating func compareModes(_ old: ComparedEntry, _ new: ComparedEntry) {
    guard let before = old.permissions, let after = new.permissions else {
      if old.isExecutable != new.isExecutable {
        found.add(
          .executableBit, old.shown, old.isExecutable ? "executable vs plain" : "plain vs executable")
      }
      return
    }
    let values = "\(ModeDifference.text(before)) vs \(ModeDifference.text(after))"
    for code in ModeDifference.codes(before, after) { found.add(code, old.shown, values) }
  }

  private mutating func compareContents(_ old: ComparedEntry, _ new: ComparedEntry) {
    guard old.digest != new.digest else { return }
    let comparison = ContentComparison(limits: limits)
    comparison.compare(
      ContentPiece(path: old.path.bytes, bytes: read(old, left), digest: old.digest),
      ContentPiece(path: new.path.bytes, bytes: read(new, right), digest: new.digest), depth: 0, shown: old.shown,
      into: &found)
  }

  private mutating func read(_ entry: ComparedEntry, _ side: any ComparedSide) -> [UInt8]? {
    let bytes = side.bytes(of: entry, limit: min(limits.fileBytes, bytesLeft))
    bytesLeft -= bytes?.count ?? 0
    return bytes
  }
}

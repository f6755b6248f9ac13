internal import Fingerprints
public import Model

/// What differs between two states, A and B, of the locks of a place: schema `lockstep-locks-diff/v1`.
public struct LocksComparison: Encodable, Hashable, Sendable {
  /// One of the two states.
  public struct State: Sendable {
    public let document: LocksDocument
    /// The path of the one file that was named; nil when it was a directory or a report.
    public let file: String?

    public init(_ document: LocksDocument, file: String? = nil) {
      self.document = document
      self.file = file
    }
  }

  public let schema = "lockstep-locks-diff/v1"
  /// Whether all of them mean the same, or install the same on the targets that were asked about.
  public let same: Bool
  /// In byte order of their paths.
  public let lockfiles: [LockComparison]

  /// Compares the locks of the same path; two files that were named with each other, whatever their names.
  ///
  /// - Parameter targets: in the spelling of both states.
  /// - Throws: ``Breakdown`` when a file was named and the other state has none that can be meant.
  public init(_ before: State, _ after: State, targets: [String] = []) throws(Breakdown) {
    lockfiles = try Self.pairs(before, after).map { LockComparison($0, $1, targets: targets) }
    same = lockfiles.allSatisfy(\.isSame)
  }

  private typealias Lock = LocksDocument.Lock

  private static func pairs(_ before: State, _ after: State) throws(Breakdown) -> [(Lock?, Lock?)] {
    let (old, new) = (before.document.lockfiles, after.document.lockfiles)
    switch (before.file, after.file) {
    case (_?, _?): return [(old.first, new.first)]
    case (let file?, nil): return [(old.first, try counterpart(of: file, among: new))]
    case (nil, let file?): return [(try counterpart(of: file, among: old), new.first)]
    case (nil, nil): break
    }
    let (one, other) = (byPath(old), byPath(new))
    let paths = Set(one.keys).union(other.keys).sorted { $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) }
    return paths.map { (one[$0], other[$0]) }
  }

  private static func byPath(_ locks: [Lock]) -> [TextKey: Lock] {
    Dictionary(locks.map { (TextKey($0.path), $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The lock at the same path, else the only one of the same name.
  private static func counterpart(of file: String, among locks: [Lock]) throws(Breakdown) -> Lock {
    let path = BytePath(file).normalised() ?? BytePath(file)
    if let same = locks.first(where: { BytePath($0.path) == path }) { return same }
    let named = locks.filter { BytePath($0.path).lastComponent == path.lastComponent }
    if named.count == 1, let only = named.first { return only }
    let name = PathText.visible(path.lastComponent)
    throw Breakdown(
      .usage, named.isEmpty ? "the other state has no lockfile \(name)" : "the other state has several files \(name)",
      remedy: "name a file on both sides, as in FILE#REV or DIR#REV:FILE")
  }
}

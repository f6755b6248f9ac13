public import Fingerprints

/// Changes a tree in one place after the other and watches what digests make of it.
public struct SensitivityAudit: Sendable {
  /// What one scheme made of one kind of change.
  public struct Cell: Hashable, Sendable {
    public let scheme: String
    public let mutation: Mutation
    /// Whether the digest is documented to notice.
    public let shouldNotice: Bool
    /// How often the change was tried.
    public fileprivate(set) var tried = 0
    /// How often the digest was another one.
    public fileprivate(set) var noticed = 0
    /// Where the digest was not what it is documented to be, in byte order; at most ten.
    public fileprivate(set) var wrong: [BytePath] = []

    /// True as well where nothing could be tried.
    public var isAsDocumented: Bool { noticed == (shouldNotice ? tried : 0) }
  }

  /// By schemes in their order, then by mutations in theirs.
  public let cells: [Cell]
  /// Schemes that have no digest for the tree as it is.
  public let withoutDigest: [String]

  /// Tries every mutation at up to `samples` places of `tree`, chosen by `seed`; at all places when there are no more.
  ///
  /// A scheme that refuses links is asked about the tree without them.
  public init(_ tree: AuditTree, schemes: [AuditedScheme], samples: Int, seed: UInt64) {
    var cells: [Cell] = []
    var withoutDigest: [String] = []
    for scheme in schemes {
      let base = scheme.refusesLinks ? tree.withoutLinks : tree
      guard let digest = scheme.digest(base) else {
        withoutDigest.append(scheme.name)
        continue
      }
      for mutation in Mutation.allCases {
        var cell = Cell(scheme: scheme.name, mutation: mutation, shouldNotice: !scheme.ignores.contains(mutation))
        for (path, changed) in Self.changes(mutation, base, samples: samples, seed: seed) {
          cell.tried += 1
          // A tree that has no digest any more is noticed, too.
          let notices = scheme.digest(changed) != digest
          if notices { cell.noticed += 1 }
          if notices != cell.shouldNotice, cell.wrong.count < 10 { cell.wrong.append(path) }
        }
        cell.wrong.sort()
        cells.append(cell)
      }
    }
    self.cells = cells
    self.withoutDigest = withoutDigest
  }

  public var isAsDocumented: Bool { cells.allSatisfy(\.isAsDocumented) && withoutDigest.isEmpty }

  private static func changes(
    _ mutation: Mutation, _ tree: AuditTree, samples: Int, seed: UInt64
  ) -> [(BytePath, AuditTree)] {
    var changes: [(BytePath, AuditTree)] = []
    for (order, path) in shuffled(tree.nodes.keys.sorted(), seed: seed) {
      guard changes.count < samples else { break }
      if let changed = mutation.apply(to: tree, at: path, number: order) { changes.append((path, changed)) }
    }
    return changes
  }

  /// In an order that the seed gives, the same on every machine: by a mix of the seed and the place.
  private static func shuffled(_ paths: [BytePath], seed: UInt64) -> [(UInt64, BytePath)] {
    paths.enumerated().map { index, path in (mixed(seed &+ UInt64(index)), path) }.sorted { $0.0 < $1.0 }
  }

  /// The finalizer of SplitMix64, a bijection: no two places get the same number.
  private static func mixed(_ number: UInt64) -> UInt64 {
    var value = number &* 0x9E37_79B9_7F4A_7C15
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}

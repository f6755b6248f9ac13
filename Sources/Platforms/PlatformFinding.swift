public import Fingerprints
internal import Model

/// One thing about a commit that is not on another platform as it is on Linux.
public struct PlatformFinding: Hashable, Sendable {
  /// One of ``CauseCode/platforms``.
  public let code: String
  /// From the repository's root, as the commit has it.
  public let path: BytePath
  /// What becomes of it, for people, names made visible; goes behind the path.
  public let note: String

  public init(code: String, path: BytePath, note: String) {
    self.code = code
    self.path = path
    self.note = note
  }

  /// In the order of the codes and then of the paths' bytes.
  static func sorted(_ findings: [PlatformFinding]) -> [PlatformFinding] {
    let rank = Dictionary(uniqueKeysWithValues: zip(CauseCode.platforms, 0...))
    return findings.sorted { left, right in
      let (first, second) = (rank[left.code] ?? 0, rank[right.code] ?? 0)
      return first == second ? left.path < right.path : first < second
    }
  }
}

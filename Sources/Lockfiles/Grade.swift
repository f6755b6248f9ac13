/// How exactly a lockfile says what is installed; the worst line decides.
///
/// ``a`` is the best: an exact version and a strong hash for every package. ``b`` is exact without all the
/// hashes, ``c`` leaves something open, ``unreadable`` means that nothing can be said.
public enum Grade: String, Sendable, Codable, Comparable, CaseIterable {
  case a = "A"
  case b = "B"
  case c = "C"
  case unreadable = "U"

  /// Better grades come first.
  public static func < (left: Grade, right: Grade) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .a: 0
    case .b: 1
    case .c: 2
    case .unreadable: 3
    }
  }
}

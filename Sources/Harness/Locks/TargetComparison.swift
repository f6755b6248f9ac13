/// Whether two states of a lockfile install the same on one target.
public struct TargetComparison: Encodable, Hashable, Sendable {
  public enum Verdict: String, Encodable, Hashable, Sendable {
    case equal
    case different
    /// One of both does not tell.
    case unknown
  }

  public let target: String
  public let verdict: Verdict

  init(_ target: String, _ before: LocksDocument.Lock?, _ after: LocksDocument.Lock?, isSame: Bool) {
    self.target = target
    guard let before, let after else {
      verdict = .different
      return
    }
    // What means the same is the same everywhere, also where a format knows nothing of targets.
    if isSame {
      verdict = .equal
    } else if let one = before.digest(for: target), let other = after.digest(for: target) {
      verdict = one == other ? .equal : .different
    } else {
      verdict = .unknown
    }
  }
}

extension LocksDocument.Lock {
  fileprivate func digest(for target: String) -> String? { digests.targets.flatMap { $0[target] ?? nil } }
}

/// How much work lint may still do, so that a hundred thousand rules on a large tree do not take hours.
final class Effort {
  /// Decisions on entries; some seconds in all.
  private var left = 20_000_000

  /// What a fix says of itself that came too late.
  static let notTried = "not tried, for lack of time"

  var isExhausted: Bool { left <= 0 }

  /// False when there is not enough left; then there is nothing left.
  func spend(_ decisions: Int) -> Bool {
    left -= decisions
    return left > 0
  }
}

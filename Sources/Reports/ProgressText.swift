internal import Fingerprints

/// How far a run of scenarios is, and the lines that say so; pure.
public struct ProgressText: Sendable {
  public var scenarios = 0
  public var finished = 0
  /// How many fail the run, whatever their verdict.
  public var failures = 0
  public var runs = 0
  public var runsDone = 0
  /// Seconds since the start.
  public var elapsed = 0.0
  /// The names of the scenarios under way, the oldest first.
  public var current: [String] = []
  /// Of failures whose lines wait for an earlier scenario: the file, and what is said of them until then.
  public var waiting: [(file: String, text: String)] = []

  public init(scenarios: Int, runs: Int) {
    self.scenarios = scenarios
    self.runs = runs
  }

  /// Seconds that the rest will take if it goes on as until now; nil where nothing can be said yet.
  public var left: Double? {
    guard runsDone > 0, runs > runsDone, elapsed >= 3, runsDone * 20 >= runs else { return nil }
    return elapsed / Double(runsDone) * Double(runs - runsDone)
  }

  /// The block at the bottom of a terminal: one line with numbers, one for each of at most `names` scenarios, and the
  /// last failures that cannot be printed yet. No line reaches the last of `width` columns, where terminals wrap.
  public func block(width: Int, names: Int) -> [String] {
    let room = max(1, width - 1)
    var head = counts + ", " + Self.clock(elapsed)
    if let left { head += ", about \(Self.rough(left)) left" }
    // The bar gives way to the numbers, and these to short ones.
    let bar = min(24, room - DisplayWidth.columns(head) - 1)
    if bar >= 8 {
      head = self.bar(bar) + " " + head
    } else if DisplayWidth.columns(head) > room {
      head = "\(finished)/\(scenarios)" + (failures > 0 ? ", \(failures) unexpected" : "")
    }
    let lines = [head] + current.prefix(names).map { "  " + PathText.visible($0) }
    let failures = waiting.suffix(Self.mostWaiting).map { "  failed: " + PathText.visible($0.text) }
    return (lines + failures).map { DisplayWidth.cut($0, to: room) }
  }

  /// The line for where nothing can move.
  public var line: String {
    "lockstep: " + counts + (left.map { ", about \(Self.rough($0)) left" } ?? "")
  }

  private var counts: String {
    "\(finished) of \(scenarios) scenarios" + (failures > 0 ? ", \(failures) unexpected" : "")
  }

  private static let mostWaiting = 3

  private func bar(_ width: Int) -> String {
    let inside = width - 2
    let full = runs > 0 ? min(inside, runsDone * inside / runs) : 0
    return "[" + String(repeating: "#", count: full) + String(repeating: ".", count: inside - full) + "]"
  }

  /// `0:07`, `12:34`, `1:02:03`.
  static func clock(_ seconds: Double) -> String {
    let whole = Int(max(0, min(seconds, 1e9)))
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    let (hours, minutes) = (whole / 3600, whole / 60 % 60)
    return (hours > 0 ? "\(hours):\(two(minutes))" : "\(minutes)") + ":" + two(whole % 60)
  }

  /// As exact as an estimate is.
  static func rough(_ seconds: Double) -> String {
    let seconds = max(1, min(seconds, 1e9))
    if seconds < 55 { return "\(seconds < 10 ? Int(seconds.rounded(.up)) : Int((seconds / 5).rounded(.up)) * 5) s" }
    let minutes = Int((seconds / 60).rounded())
    return minutes < 90 ? "\(max(1, minutes)) min" : "\(Int((seconds / 3600).rounded())) h"
  }
}

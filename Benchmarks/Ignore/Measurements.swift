internal import Dockerignore
internal import Glob

/// The work that is timed, each in nanoseconds for one entry or path.
enum Measurements {
  /// As a builder lists a tree; building the matcher and all it learns are part of the time.
  static func walk(_ file: IgnoreFile, _ entries: [Workload.Entry]) throws -> (perEntry: Double, ignored: Int) {
    var ignored = 0
    let time = try ContinuousClock().measure {
      var matcher = IgnoreMatcher(file)
      var states: [IgnoreMatcher.WalkState] = []
      states.reserveCapacity(entries.count)
      for entry in entries {
        let state = try matcher.decide(entry.path, under: entry.parent.map { states[$0] } ?? matcher.root)
        if state.ignored { ignored += 1 }
        states.append(state)
      }
    }
    return (nanoseconds(time) / Double(entries.count), ignored)
  }

  /// Each file's path alone, with all directories above it.
  static func alone(_ file: IgnoreFile, _ paths: [[UInt8]]) throws -> Double {
    let time = try ContinuousClock().measure {
      var matcher = IgnoreMatcher(file)
      for path in paths { _ = try matcher.decide(path) }
    }
    return nanoseconds(time) / Double(paths.count)
  }

  /// The rival: rule after rule, as the reference does it, with one flag handed down for each. An expression
  /// has an automaton of its own.
  static func ruleByRule(_ file: IgnoreFile, _ entries: [Workload.Entry]) -> (perEntry: Double, ignored: Int) {
    var total = 0
    var scanners = file.rules.map { $0.pattern.form == .expression ? PatternScanner(PatternSet([$0.pattern])) : nil }
    let time = ContinuousClock().measure {
      var handedDown: [[Bool]] = []
      for entry in entries {
        let above = entry.parent.map { handedDown[$0] }
        var own = [Bool](repeating: false, count: file.rules.count)
        var ignored = false
        for (index, rule) in file.rules.enumerated() {
          if above?[index] == true {
            own[index] = true
          } else {
            guard rule.negated == ignored else { continue }
            if let start = scanners[index]?.start {
              let path = entry.path
              let end = scanners[index]?.advance(start, over: path) ?? start
              own[index] = scanners[index]?.matches(path, to: path.count, at: end).isEmpty == false
            } else {
              own[index] = rule.pattern.matches(entry.path) == true
            }
          }
          if own[index] { ignored = !rule.negated }
        }
        if ignored { total += 1 }
        handedDown.append(own)
      }
    }
    return (nanoseconds(time) / Double(entries.count), total)
  }

  private static func nanoseconds(_ duration: Duration) -> Double {
    let (seconds, attoseconds) = duration.components
    return Double(seconds) * 1e9 + Double(attoseconds) / 1e9
  }
}

internal import Model

/// Holds the causes that were found against those the scenario was written for.
///
/// A scenario that expects a failure must not hide another one: when it names causes, those and no others may
/// be found. One that expects nondeterminism and names none stands for runs that disagree and nothing else.
enum CauseExpectation {
  static func unmet(_ expect: Expectations, verdict: Verdict, causes: [Cause]) -> [Cause] {
    guard expect.verdict != .passed else { return [] }
    guard verdict == expect.verdict else {
      return [
        Cause(
          code: CauseCode.expectVerdict,
          message: "the verdict is \(verdict.rawValue), expected \(expect.verdict.rawValue)")
      ]
    }
    var expected = Set(expect.causes)
    if expected.isEmpty {
      guard verdict == .nondeterministic else { return [] }
      expected = [CauseCode.runsDisagree]
    }
    var found = Set(causes.map(\.code))
    // Which conditions are guilty explains a disagreement; only who asks for it is held to it.
    if !expected.contains(where: { $0.hasPrefix(CauseCode.axisPrefix) }) {
      found = found.filter { !$0.hasPrefix(CauseCode.axisPrefix) }
    }
    // The same holds for the attributes in which trees differ.
    if expected.isDisjoint(with: CauseCode.attributes) { found.subtract(CauseCode.attributes) }
    let missing = expected.subtracting(found).sorted().map {
      Cause(code: CauseCode.expectCause, message: "the expected cause \($0) was not found")
    }
    let surplus = found.subtracting(expected).sorted().map {
      Cause(
        code: CauseCode.expectCause, message: "the cause \($0) was found and is not among those expected",
        remedy: "mend it, or add it to \"causes\" under \"expect\"")
    }
    return missing + surplus
  }
}

internal import Model

/// Compares the context on one platform with what the scenario expects of it.
struct PlatformCheck {
  let expected: PlatformExpectation
  /// Nil when the platform was not observed.
  let facts: PlatformFacts?

  var causes: [Cause] {
    guard let facts else { return [same("the context on \(name) was not observed", remedy: "add it to \"platforms\"")] }
    switch expected.outcome {
    case .same: return facts.isSame ? [] : facts.differences.map(cause)
    case .different:
      return facts.isSame ? [same("the context on \(name) is the one on linux, expected a difference")] : []
    case .differing(let codes):
      let missing = codes.filter { code in !facts.differences.contains { $0.code == code } }
      return facts.differences.filter { !codes.contains($0.code) }.map(cause)
        + missing.map { same("nothing differs on \(name) by \($0), which was expected") }
    }
  }

  private var name: String { expected.platform.rawValue }
  private var subject: String { "context on \(name)" }

  private func cause(_ difference: PlatformDifference) -> Cause {
    Cause(
      code: difference.code, message: "on \(name) \(difference.message)", subject: subject,
      details: difference.examples, remedy: difference.remedy)
  }

  private func same(_ message: String, remedy: String? = nil) -> Cause {
    Cause(code: CauseCode.platformSame, message: message, subject: subject, remedy: remedy)
  }
}

public import Model

/// What explains a cause further; reported right behind it.
public struct Explanation: Sendable {
  /// The code and the subject of the cause that is explained.
  let code: String
  let subject: String?
  let causes: [Cause]

  public init(of code: String, subject: String?, causes: [Cause]) {
    self.code = code
    self.subject = subject
    self.causes = causes
  }

  /// `causes`, each with what explains it behind it.
  static func added(_ explanations: [Explanation], to causes: [Cause]) -> [Cause] {
    causes.flatMap { cause in
      [cause]
        + explanations.filter { $0.code == cause.code && $0.subject == cause.subject }.flatMap(\.causes)
    }
  }
}

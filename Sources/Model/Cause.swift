/// Why a verdict is not `passed`: a stable code, a sentence, and where to look.
public struct Cause: Hashable, Sendable, Codable {
  /// Stable and dotted: `content`, `record.differs`, `lock.stale`, `routes.disagree`, …
  public var code: String
  /// One line for people, names escaped.
  public var message: String
  /// The fingerprint it is about: `context`, `lock poetry.lock`; nil when it is about none.
  public var subject: String?
  /// What differs, one line each, in a fixed order; cut at a limit the message states.
  public var details: [String]
  public var remedy: String?

  public init(code: String, message: String, subject: String? = nil, details: [String] = [], remedy: String? = nil) {
    self.code = code
    self.message = message
    self.subject = subject
    self.details = details
    self.remedy = remedy
  }

  /// What makes it the same cause in another run of a scenario that came to `verdict`.
  ///
  /// A failure is the same with the same message and details: another file that reaches the image is another failure.
  /// What disagrees or breaks is told with values that are others each time, and is the same by its code.
  public func identity(in verdict: Verdict?) -> String {
    guard verdict == .failed else { return code }
    return ([code, subject ?? "", message] + details).joined(separator: "\0")
  }

  /// The cause that a breakdown is; `place` is put before its message.
  public init(_ breakdown: Breakdown, place: String = "") {
    self.init(
      code: breakdown.code ?? breakdown.domain.rawValue.lowercased(), message: place + breakdown.message,
      remedy: breakdown.remedy)
  }
}

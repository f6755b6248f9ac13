/// A build that a Dockerfile is used for.
public struct AuditedBuild {
  /// Rules that ask for more say nothing without it.
  public let context: ContextAnswers?
  /// Values for `ARG`, which go before those in the file.
  public let arguments: [String: String]

  public init(context: ContextAnswers?, arguments: [String: String] = [:]) {
    self.context = context
    self.arguments = arguments
  }
}

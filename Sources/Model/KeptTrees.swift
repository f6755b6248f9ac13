/// Two trees that differ and that were kept for other tools to look at.
public struct KeptTrees: Hashable, Sendable, Codable {
  /// The fingerprint that was made of them.
  public var subject: String
  /// Directories, to be removed by whoever asked for them.
  public var left: String
  public var right: String

  public init(subject: String, left: String, right: String) {
    self.subject = subject
    self.left = left
    self.right = right
  }
}

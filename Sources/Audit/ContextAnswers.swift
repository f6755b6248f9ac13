/// What is known of the build context beside the Dockerfile.
public struct ContextAnswers {
  /// Whether the ignore file keeps a path in the context, should there be such a file. The path is relative to the
  /// context's root.
  public let keeps: ([UInt8]) -> Bool
  /// Whether there is such a path and the context has it; nil when the tree is not known.
  public let contains: (([UInt8]) -> Bool)?

  public init(keeps: @escaping ([UInt8]) -> Bool, contains: (([UInt8]) -> Bool)? = nil) {
    self.keeps = keeps
    self.contains = contains
  }
}

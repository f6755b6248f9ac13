/// What a scheme makes of a context.
public enum SchemeResult: Hashable, Sendable {
  /// The digest as it is printed, in the scheme's own spelling.
  case digest(String)
  /// The scheme has no digest for this context: why, as one line in which names are escaped.
  case unavailable(reason: String)

  /// The digest, or nil where there is none.
  public var digest: String? {
    guard case .digest(let text) = self else { return nil }
    return text
  }
}

/// A context that a scheme cannot represent.
struct SchemeRefusal: Error {
  let reason: String

  init(_ reason: String) { self.reason = reason }
}

/// A compose file as it is given with `-f`.
public struct ComposeInput: Hashable, Sendable {
  /// Its path; other paths come out relative to the same directory as this one.
  public let name: String
  public let bytes: [UInt8]

  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}

/// What there is at a path that a compose file names.
public enum ComposeFileContent: Hashable, Sendable {
  case file([UInt8])
  case missing
  /// There is something, but it cannot be read, and this is why.
  case unreadable(String)
}

/// Looks up a file; paths are clean and relative to the same directory as the names of the inputs, unless absolute.
public typealias ComposeFileAccess = (_ path: String) -> ComposeFileContent

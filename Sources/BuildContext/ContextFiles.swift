public import Fingerprints

/// Looks up single files of a context, for the ignore file and what steers it.
public protocol ContextFiles {
  /// What lies at `path`, which is relative to the context's root; links are not followed.
  func look(at path: BytePath) throws -> ContextFileLookup

  /// The text of the link at `path`; nil when there is none, or when a link lies on the way.
  func link(at path: BytePath) throws -> [UInt8]?

  /// Whether there is a directory at `path`; false when a link lies on the way.
  func isDirectory(at path: BytePath) throws -> Bool

  /// The names in the directory at `path`, in any order; nil when there is none, or when a link lies on the way.
  func names(in path: BytePath) throws -> [[UInt8]]?
}

/// What lies at one path of a context.
public enum ContextFileLookup: Hashable, Sendable {
  case file([UInt8])
  /// The text of the link.
  case link([UInt8])
  case directory
  case special
  case missing
}

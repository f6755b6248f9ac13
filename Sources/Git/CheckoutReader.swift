public import Fingerprints

/// Gives the content a checkout of one commit has, file by file; one reader serves one thread.
public struct CheckoutReader: ~Copyable {
  public let store: ObjectStore
  private var filters: AttributeFilters

  /// - Throws: ``GitFailure`` when the object directory cannot be opened.
  public init(objectsDirectory: String) throws(GitFailure) {
    store = try ObjectStore(objectsDirectory: objectsDirectory)
    filters = AttributeFilters()
  }

  /// Makes a `.gitattributes` of the commit take effect; do so for all before reading any content.
  public mutating func add(attributeFile path: BytePath, id: ObjectID) throws(GitFailure) {
    try filters.add(attributeFile: path, id: id, in: store)
  }

  /// Whether a checkout changes the content of the file at `path`.
  public func isFiltered(_ path: BytePath) throws(GitFailure) -> Bool { try filters.isFiltered(path, in: store) }

  /// What the commit's attribute files say of `name` for the file at `path`.
  public func attribute(_ name: String, of path: BytePath) throws(GitFailure) -> AttributeValue {
    try filters.attribute(name, of: path, in: store)
  }

  /// Lends the content that a checkout would write if line ends were nobody's concern: the blob's with `$Id$` expanded.
  public func withContentBeforeLineEnds<Result>(
    of path: BytePath, id: ObjectID, _ body: (RawSpan) throws(GitFailure) -> Result
  ) throws(GitFailure) -> Result {
    try store.withObject(id, .blob, what: PathText.visible(path)) { (content: RawSpan) throws(GitFailure) in
      if let expanded = try filters.identExpanded(path: path, id: id, content: content, in: store) {
        return try body(expanded.span.bytes)
      }
      return try body(content)
    }
  }

  /// Lends the content that a checkout writes for a blob: its bytes after the commit's own attributes, or as they
  /// are when `isVerbatim`, as for the text of a link.
  public func withContent<Result>(
    of path: BytePath, id: ObjectID, isVerbatim: Bool, _ body: (RawSpan) throws(GitFailure) -> Result
  ) throws(GitFailure) -> Result {
    try store.withObject(id, .blob, what: PathText.visible(path)) { (content: RawSpan) throws(GitFailure) in
      if !isVerbatim, let filtered = try filters.apply(path: path, id: id, content: content, in: store) {
        return try body(filtered.span.bytes)
      }
      return try body(content)
    }
  }
}

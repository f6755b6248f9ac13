internal import Clibgit2
public import Fingerprints
internal import Glibc

/// Applies what the commit's own `.gitattributes` say about line endings and `$Id$`.
///
/// libgit2 would rather believe the user's work tree and `info/attributes`. So the filters see a
/// repository that has neither: an empty configuration, no work tree, and objects and an index in memory that hold
/// nothing but the commit's attribute files.
public struct AttributeFilters: ~Copyable {
  /// Nil as long as there is nothing to apply.
  private var index: Handle?

  /// Filters that as yet change nothing.
  public init() {}

  /// Makes the attribute file at `path`, a `.gitattributes` of the commit, take effect.
  public mutating func add(
    attributeFile path: BytePath, id: ObjectID, in store: borrowing ObjectStore
  ) throws(GitFailure) {
    try store.withObject(id, .blob, what: PathText.visible(path)) { (content: RawSpan) throws(GitFailure) in
      try store.filters.add(blob: content)
    }
    if index == nil {
      let repository = try store.filters.repository()
      let made = try Handle("make an index in memory", free: git_index_free) { git_index_new(&$0) }
      try GitFailure.check(git_repository_set_index(repository, made.pointer), "set up filters")
      index = consume made
    }
    guard let index = index?.pointer else { return }
    var entry = git_index_entry()
    entry.mode = 0o100644
    entry.id = id.rawID
    let code = withCString(path.bytes) { text in
      entry.path = text
      return git_index_add(index, &entry)
    }
    try GitFailure.check(code, "read the attributes in \(PathText.visible(path))")
  }

  /// Whether the attributes say anything that changes the content of the file at `path`.
  public func isFiltered(_ path: BytePath, in store: borrowing ObjectStore) throws(GitFailure) -> Bool {
    guard let list = try load(path, in: store) else { return false }
    git_filter_list_free(list)
    return true
  }

  /// The bytes a checkout writes for the blob `id` at `path`, whose own are `content`; nil when they are the same.
  ///
  /// No program is ever run: filter drivers such as Git LFS leave the content as it is in the repository.
  public func apply(
    path: BytePath, id: ObjectID, content: RawSpan, in store: borrowing ObjectStore
  ) throws(GitFailure) -> [UInt8]? {
    guard let list = try load(path, in: store) else { return nil }
    defer { git_filter_list_free(list) }
    // Bytes that are not there would be no pointer to libgit2; nothing stays nothing.
    guard !content.isEmpty else { return nil }
    let operation = Self.operation(path)
    var result = git_buf()
    defer { git_buf_dispose(&result) }
    // Before line ends, as git does it. Given bytes, libgit2's own filter for it does nothing: it knows no id.
    let expanded = try identExpanded(path: path, id: id, content: content, in: store)
    let code =
      if let expanded {
        expanded.withUnsafeBytes { Self.apply(list, to: $0, &result) }
      } else {
        content.withUnsafeBytes { Self.apply(list, to: $0, &result) }
      }
    try GitFailure.check(code, operation)
    guard let start = result.ptr else { return [] }
    return UnsafeRawBufferPointer(start: start, count: result.size).map { $0 }
  }

  private static func apply(
    _ list: OpaquePointer, to bytes: UnsafeRawBufferPointer, _ result: inout git_buf
  ) -> Int32 {
    git_filter_list_apply_to_buffer(&result, list, bytes.bindMemory(to: CChar.self).baseAddress, bytes.count)
  }

  /// What the attribute files say of `name` for `path`.
  public func attribute(
    _ name: String, of path: BytePath, in store: borrowing ObjectStore
  ) throws(GitFailure) -> AttributeValue {
    if index == nil { return .unspecified }
    var value: UnsafePointer<CChar>?
    let repository = try store.filters.repository()
    let code = withCString(path.bytes) { git_attr_get(&value, repository, 0, $0, name) }
    try GitFailure.check(code, Self.operation(path))
    switch git_attr_value(value) {
    case GIT_ATTR_VALUE_TRUE: return .set
    case GIT_ATTR_VALUE_FALSE: return .unset
    case GIT_ATTR_VALUE_STRING:
      guard let value else { return .unspecified }
      return .text(UnsafeRawBufferPointer(start: value, count: strlen(value)).map { $0 })
    default: return .unspecified
    }
  }

  /// `content` with its keywords expanded, where the attribute `ident` asks for it; nil when nothing changes.
  func identExpanded(
    path: BytePath, id: ObjectID, content: RawSpan, in store: borrowing ObjectStore
  ) throws(GitFailure) -> [UInt8]? {
    guard try attribute("ident", of: path, in: store) == .set else { return nil }
    return content.withUnsafeBytes { IdentExpansion.expand($0, id: Array(id.hex.utf8)) }
  }

  /// The filters for `path`, for the caller to free; nil when no attribute says anything about it.
  private func load(_ path: BytePath, in store: borrowing ObjectStore) throws(GitFailure) -> OpaquePointer? {
    if index == nil { return nil }
    var list: OpaquePointer?
    let repository = try store.filters.repository()
    let code = withCString(path.bytes) { text in
      git_filter_list_load(&list, repository, nil, text, GIT_FILTER_TO_WORKTREE, GIT_FILTER_DEFAULT.rawValue)
    }
    try GitFailure.check(code, Self.operation(path))
    return list
  }

  private static func operation(_ path: BytePath) -> String { "apply the attributes of \(PathText.visible(path))" }
}

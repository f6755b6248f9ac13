internal import Clibgit2
public import Fingerprints

/// Applies what the commit's own `.gitattributes` say about line endings and `$Id$`.
///
/// libgit2 would rather believe the user's work tree and `info/attributes`. So the filters see a
/// repository that has neither: an object database, an empty configuration, no work tree, and an index in
/// memory that holds nothing but the commit's attribute files.
public struct AttributeFilters: ~Copyable {
  private let index: Handle
  private var isEmpty = true

  /// Filters that as yet change nothing.
  ///
  /// - Throws: ``GitFailure`` when libgit2 cannot provide an index.
  public init(for store: borrowing ObjectStore) throws(GitFailure) {
    let index = try Handle("make an index in memory", free: git_index_free) { git_index_new(&$0) }
    try GitFailure.check(git_repository_set_index(store.repository.pointer, index.pointer), "set up filters")
    self.index = index
  }

  /// Makes the attribute file at `path`, a `.gitattributes` of the commit, take effect.
  public mutating func add(attributeFile path: BytePath, id: ObjectID) throws(GitFailure) {
    var entry = git_index_entry()
    entry.mode = 0o100644
    entry.id = id.rawID
    let code = withCString(path.bytes) { text in
      entry.path = text
      return git_index_add(index.pointer, &entry)
    }
    try GitFailure.check(code, "read the attributes in \(PathText.visible(path))")
    isEmpty = false
  }

  /// Whether the attributes say anything that changes the content of the file at `path`.
  public func isFiltered(_ path: BytePath, in store: borrowing ObjectStore) throws(GitFailure) -> Bool {
    guard let list = try load(path, in: store) else { return false }
    git_filter_list_free(list)
    return true
  }

  /// The bytes a checkout writes for the blob `id` at `path`, or nil when they are the blob's own.
  ///
  /// No program is ever run: filter drivers such as Git LFS leave the content as it is in the repository.
  public func apply(path: BytePath, id: ObjectID, in store: borrowing ObjectStore) throws(GitFailure) -> [UInt8]? {
    guard let list = try load(path, in: store) else { return nil }
    defer { git_filter_list_free(list) }
    let repository = store.repository.pointer
    let operation = Self.operation(path)
    var rawID = id.rawID
    let blob = try Handle(operation, free: git_blob_free) { git_blob_lookup(&$0, repository, &rawID) }
    var result = git_buf()
    defer { git_buf_dispose(&result) }
    guard git_blob_rawsize(blob.pointer) > 0 else { return nil }
    let content = UnsafeRawBufferPointer(
      start: git_blob_rawcontent(blob.pointer), count: Int(git_blob_rawsize(blob.pointer)))
    // Before line ends, as git does it. Given bytes, libgit2's own filter for it does nothing: it knows no id.
    if try expandsIdent(path, in: store), let expanded = IdentExpansion.expand(content, id: Array(id.hex.utf8)) {
      try GitFailure.check(expanded.withUnsafeBytes { Self.apply(list, to: $0, &result) }, operation)
    } else {
      try GitFailure.check(Self.apply(list, to: content, &result), operation)
    }
    guard let start = result.ptr else { return [] }
    return UnsafeRawBufferPointer(start: start, count: result.size).map { $0 }
  }

  private static func apply(
    _ list: OpaquePointer, to bytes: UnsafeRawBufferPointer, _ result: inout git_buf
  ) -> Int32 {
    git_filter_list_apply_to_buffer(&result, list, bytes.bindMemory(to: CChar.self).baseAddress, bytes.count)
  }

  /// Whether the attribute `ident` is set for `path`.
  private func expandsIdent(_ path: BytePath, in store: borrowing ObjectStore) throws(GitFailure) -> Bool {
    var value: UnsafePointer<CChar>?
    let repository = store.repository.pointer
    let code = withCString(path.bytes) { git_attr_get(&value, repository, 0, $0, "ident") }
    try GitFailure.check(code, Self.operation(path))
    return git_attr_value(value) == GIT_ATTR_VALUE_TRUE
  }

  /// The filters for `path`, for the caller to free; nil when no attribute says anything about it.
  private func load(_ path: BytePath, in store: borrowing ObjectStore) throws(GitFailure) -> OpaquePointer? {
    if isEmpty { return nil }
    var list: OpaquePointer?
    let repository = store.repository.pointer
    let code = withCString(path.bytes) { text in
      git_filter_list_load(&list, repository, nil, text, GIT_FILTER_TO_WORKTREE, GIT_FILTER_DEFAULT.rawValue)
    }
    try GitFailure.check(code, Self.operation(path))
    return list
  }

  private static func operation(_ path: BytePath) -> String { "apply the attributes of \(PathText.visible(path))" }
}

internal import Clibgit2

/// The repository that libgit2's filters work in, opened when it is first needed: its objects lie in memory and are
/// only those that were put there, its configuration is empty. It stays on the thread that made it.
final class FilterRepository {
  private var opened: Opened?
  private var pointer: OpaquePointer?

  private struct Opened: ~Copyable {
    let database: Handle
    let repository: Handle
  }

  /// Freed with this object.
  func repository() throws(GitFailure) -> OpaquePointer {
    if let pointer { return pointer }
    try GitLibrary.start()
    let database = try Handle("set up filters", free: git_odb_free) { git_odb_new(&$0) }
    var memory: UnsafeMutablePointer<git_odb_backend>?
    try GitFailure.check(git_mempack_new(&memory), "set up filters")
    // Owned by the database from here on.
    try GitFailure.check(git_odb_add_backend(database.pointer, memory, 1), "set up filters")
    let repository = try Handle("set up filters", free: git_repository_free) {
      git_repository_wrap_odb(&$0, database.pointer)
    }
    let empty = try Handle("set up filters", free: git_config_free) { git_config_new(&$0) }
    try GitFailure.check(git_repository_set_config(repository.pointer, empty.pointer), "set up filters")
    let result = repository.pointer
    opened = Opened(database: database, repository: repository)
    pointer = result
    return result
  }

  /// Puts the blob there that has this content.
  func add(blob content: RawSpan) throws(GitFailure) {
    let repository = try repository()
    var id = git_oid()
    let code = content.withUnsafeBytes { git_blob_create_from_buffer(&id, repository, $0.baseAddress, $0.count) }
    try GitFailure.check(code, "set up filters")
  }
}

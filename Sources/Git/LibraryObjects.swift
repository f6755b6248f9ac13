internal import Clibgit2

/// libgit2's view of one object directory, opened when it is first needed: starting libgit2 takes longer than reading
/// a small repository. It stays on the thread that made it.
final class LibraryObjects {
  private let path: String
  private var opened: Opened?

  private struct Opened: ~Copyable {
    let database: Handle
    let repository: Handle
  }

  init(objectsDirectory path: String) { self.path = path }

  /// The object database; freed with this object.
  func database() throws(GitFailure) -> OpaquePointer { try open().database }

  /// A repository that has the object database and an empty configuration; freed with this object.
  func repository() throws(GitFailure) -> OpaquePointer { try open().repository }

  private func open() throws(GitFailure) -> (database: OpaquePointer, repository: OpaquePointer) {
    if let pointers = pointers { return pointers }
    try GitLibrary.start()
    let database = try Handle("open object database", free: git_odb_free) { git_odb_open(&$0, path) }
    let raw = database.pointer
    let repository = try Handle("open object database", free: git_repository_free) {
      git_repository_wrap_odb(&$0, raw)
    }
    let empty = try Handle("isolate repository", free: git_config_free) { git_config_new(&$0) }
    try GitFailure.check(git_repository_set_config(repository.pointer, empty.pointer), "isolate repository")
    let result = (raw, repository.pointer)
    opened = Opened(database: database, repository: repository)
    pointers = result
    return result
  }

  private var pointers: (database: OpaquePointer, repository: OpaquePointer)?
}

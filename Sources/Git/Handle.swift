/// Owns one libgit2 object and frees it; the only place where a raw handle is stored.
///
/// It stays on the thread that made it. Objects that point into another (an index of a repository) are
/// kept no longer than their owner.
struct Handle: ~Copyable {
  let pointer: OpaquePointer
  private let free: (OpaquePointer) -> Void

  /// Takes ownership of what `create` stored.
  ///
  /// - Throws: ``GitFailure`` when `create` reports an error or stores nothing.
  init(
    _ operation: @autoclosure () -> String, free: @escaping (OpaquePointer) -> Void,
    create: (inout OpaquePointer?) -> Int32
  ) throws(GitFailure) {
    var created: OpaquePointer?
    try GitFailure.check(create(&created), operation())
    guard let created else { throw GitFailure(operation: operation(), detail: "libgit2 gave no object") }
    pointer = created
    self.free = free
  }

  deinit { free(pointer) }
}

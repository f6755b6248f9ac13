internal import Clibgit2
internal import Glibc

/// Starts libgit2, once a process, cut off from everything on this machine that could change a result.
public enum GitLibrary {
  /// libgit2's own version, which Debian's revisions all share; nil when it cannot be loaded.
  public static var version: String? {
    guard (try? loaded.get()) != nil else { return nil }
    var (major, minor, patch): (Int32, Int32, Int32) = (0, 0, 0)
    git_libgit2_version(&major, &minor, &patch)
    return "\(major).\(minor).\(patch)"
  }

  private static let loaded: Result<Void, GitFailure> = {
    guard let problem = lockstep_git_load() else { return .success(()) }
    return .failure(
      GitFailure(
        kind: .machine, operation: "load libgit2", detail: String(cString: problem),
        remedy: "install it: apt-get install libgit2-dev"))
  }()

  private static let started: Result<Void, GitFailure> = {
    do throws(GitFailure) {
      try loaded.get()
      try GitFailure.check(git_libgit2_init(), "start libgit2")
      // No system, user or XDG configuration, attributes or ignore file takes part.
      for level in [
        GIT_CONFIG_LEVEL_PROGRAMDATA, GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_XDG, GIT_CONFIG_LEVEL_GLOBAL,
      ] {
        try GitFailure.check(lockstep_git_set_search_path(level.rawValue, ""), "isolate libgit2")
      }
      // ObjectStore checks every object id itself, four times as fast.
      try GitFailure.check(lockstep_git_enable_strict_hash_verification(0), "set up libgit2")
      try GitFailure.check(lockstep_git_enable_caching(0), "set up libgit2")
      try GitFailure.check(lockstep_git_enable_fsync(0), "set up libgit2")
      // Nothing of a repository's configuration is acted on, so its owner is no danger.
      try GitFailure.check(lockstep_git_set_owner_validation(0), "set up libgit2")
      // Extensions that do not change how objects are stored; libgit2 1.5 would refuse to open them.
      try allowExtensions(["worktreeconfig", "partialclone", "preciousobjects"])
      return .success(())
    } catch {
      return .failure(error)
    }
  }()

  private static func allowExtensions(_ names: [String]) throws(GitFailure) {
    // libgit2 copies the strings.
    let copies = names.map { $0.withCString { strdup($0) } }
    var pointers: [UnsafePointer<CChar>?] = copies.map { UnsafePointer($0) }
    defer { for copy in copies { free(copy) } }
    let code = pointers.withUnsafeMutableBufferPointer {
      lockstep_git_set_extensions($0.baseAddress, $0.count)
    }
    try GitFailure.check(code, "set up libgit2")
  }

  /// - Throws: ``GitFailure`` when libgit2 cannot start.
  static func start() throws(GitFailure) { try started.get() }
}

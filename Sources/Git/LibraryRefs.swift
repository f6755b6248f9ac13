internal import Clibgit2
internal import Fingerprints

/// The refs of a repository as libgit2 sees them, whatever its configuration says.
struct LibraryRefs: ~Copyable {
  private let repository: Handle
  private let files: RefFiles

  /// - Throws: ``GitFailure`` when libgit2 cannot open the repository.
  init(_ layout: RepositoryLayout) throws(GitFailure) {
    files = RefFiles(layout)
    try ConfigIncludes.check(layout)
    try files.requireRegular("HEAD")
    try GitLibrary.start()
    do throws(GitFailure) {
      repository = try Handle("open repository \(layout.gitDirectory)", free: git_repository_free) {
        git_repository_open_ext(&$0, layout.gitDirectory, GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue, nil)
      }
    } catch {
      throw GitFailure(
        kind: .notARepository, operation: error.operation, detail: error.detail,
        remedy: error.detail.contains("unsupported")
          ? "this version of Lockstep reads SHA-1 repositories with loose or packed refs" : nil)
    }
  }

  /// The object of the ref with this full name; nil when there is no such ref. Symbolic refs are followed.
  ///
  /// - Throws: ``GitFailure`` for one that is damaged.
  func target(of ref: String) throws(GitFailure) -> ObjectID? {
    try files.requireRegular(ref)
    var id = git_oid()
    let code = git_reference_name_to_id(&id, repository.pointer, ref)
    if code == GIT_ENOTFOUND.rawValue || code == GIT_EINVALIDSPEC.rawValue {
      git_error_clear()
      return nil
    }
    do throws(GitFailure) {
      try GitFailure.check(code, "read the ref \(PathText.visible(ref))")
    } catch {
      throw GitFailure(
        kind: error.kind, operation: error.operation, detail: error.detail,
        remedy: error.remedy ?? "mend or remove the file; \"git fsck\" checks all refs")
    }
    return ObjectID(copying: id)
  }

  /// Whether `HEAD` is a branch without a commit.
  var isHeadUnborn: Bool { git_repository_head_unborn(repository.pointer) == 1 }
}

internal import Clibarchive

/// libarchive, once a process.
enum ArchiveLibrary {
  private static let problem: String? = lockstep_archive_load().map { String(cString: $0) }

  /// - Throws: ``ArchiveFailure/unavailable(_:)``.
  static func load() throws(ArchiveFailure) {
    if let problem { throw .unavailable("libarchive cannot be loaded: \(problem); install libarchive-dev") }
  }
}

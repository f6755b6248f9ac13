internal import Fingerprints
internal import Glibc
internal import Harness
internal import Model

/// A context as it is named on the command line.
///
/// `DIR` is a directory as it is, `DIR#REV` the same directory in a revision of the repository around it, and
/// `DIR#REV:SUBDIR` a directory counted from the repository's root, as in `docker build URL#ref:dir`. `-` is the archive
/// on standard input; a directory of that name is `./-`.
enum ContextArgument {
  static let standardInput = "-"

  static func source(_ text: String, revision: String?) throws(Breakdown) -> ContextSource {
    if text == standardInput {
      guard revision == nil else {
        throw Breakdown(
          .usage, "an archive on standard input has no revisions", remedy: "name the repository instead of \"-\"")
      }
      guard isatty(STDIN_FILENO) != 1 else {
        throw Breakdown(
          .usage, "read an archive from standard input: it is a terminal",
          remedy: "pipe a tar into it, as in \"tar -c . | lockstep context hash -\"")
      }
      return .archive
    }
    if let revision {
      try requireDirectory(text)
      return try commit(text, revision)
    }
    if isDirectory(text) { return .directory(text) }
    guard let hash = text.firstIndex(of: "#") else {
      try requireDirectory(text)
      return .directory(text)
    }
    let repository = hash == text.startIndex ? "." : String(text[..<hash])
    try requireDirectory(repository)
    return try commit(repository, String(text[text.index(after: hash)...]))
  }

  /// Standard input can be read only once.
  static func requireOneArchive(_ first: ContextSource, _ second: ContextSource) throws(Breakdown) {
    guard first == .archive, second == .archive else { return }
    throw Breakdown(
      .usage, "standard input can be only one of the two contexts", remedy: "unpack the other one into a directory")
  }

  /// `REV` or `REV:SUBDIR`.
  private static func commit(_ repository: String, _ text: String) throws(Breakdown) -> ContextSource {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    // Without a colon the context is the directory itself, as it is in that revision.
    let directory = parts.count == 2 ? parts[1].split(separator: "/").joined(separator: "/") : nil
    if let directory, directory.split(separator: "/").contains("..") {
      throw Breakdown(.usage, "the directory \(PathText.visible(directory)) leaves the repository")
    }
    return .commit(
      repository: repository, revision: parts[0], directory: directory == "" ? "." : directory)
  }

  static func isDirectory(_ path: String) -> Bool {
    var info = stat()
    return stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFDIR
  }

  private static func requireDirectory(_ path: String) throws(Breakdown) {
    guard !isDirectory(path) else { return }
    throw Breakdown(
      .usage, "there is no directory \(PathText.visible(path))",
      remedy: "name a directory, DIR#REV for a revision of the repository there, or - for a tar on standard input")
  }
}

internal import Fingerprints
internal import Glibc
internal import Harness
internal import Model

/// Where lockfiles are, as named on the command line.
///
/// `FILE` and `DIR` are what lies there, `DIR#REV` is the same directory in a revision of the repository around it,
/// `FILE#REV` the file, which need not lie there any more, and `DIR#REV:PATH` a directory or file counted from the
/// repository's root.
enum LocksArgument {
  static func source(_ text: String, revision: String?) throws(Breakdown) -> LocksSource {
    if let revision { return try commit(text, revision) }
    if ContextArgument.isDirectory(text) { return .directory(text) }
    if exists(text) {
      let (directory, name) = split(text)
      return .file(directory: directory, name: name)
    }
    guard let hash = text.firstIndex(of: "#") else {
      throw Breakdown(
        .usage, "there is no file or directory \(PathText.visible(text))",
        remedy: "name a lockfile, a directory, or DIR#REV for a revision of the repository there")
    }
    let place = hash == text.startIndex ? "." : String(text[..<hash])
    return try commit(place, String(text[text.index(after: hash)...]))
  }

  /// - Parameter place: a directory, or a file of the revision whose directory is still there.
  private static func commit(_ place: String, _ revision: String) throws(Breakdown) -> LocksSource {
    let isDirectory = ContextArgument.isDirectory(place)
    let (parent, name) = split(place)
    let source = try ContextArgument.source(isDirectory ? place : parent, revision: revision)
    guard case .commit(let repository, let revision, let path) = source else {
      throw Breakdown(.internal, "a revision was taken for something else")
    }
    guard isDirectory || path == nil else {
      throw Breakdown(
        .usage, "there is no directory \(PathText.visible(place))", remedy: "before #REV:PATH stands a directory")
    }
    return .commit(repository: repository, revision: revision, path: path, name: isDirectory ? nil : name)
  }

  private static func split(_ path: String) -> (directory: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    return (slash == path.startIndex ? "/" : String(path[..<slash]), String(path[path.index(after: slash)...]))
  }

  private static func exists(_ path: String) -> Bool {
    var info = stat()
    return stat(path, &info) == 0
  }
}

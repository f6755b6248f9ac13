internal import BuildContext
internal import Fingerprints
internal import Glibc
internal import Model

/// Where a build step runs.
enum BuildPlace {
  /// The checkout itself, or a directory that holds the context's files and nothing else.
  ///
  /// - Throws: ``Breakdown``, and what reading the context throws.
  static func make(
    _ step: BuildStep, checkout: String, context: ContextChoice, in runDirectory: String
  ) throws -> String {
    let root = context.directory == "." ? checkout : checkout + "/" + context.directory
    guard step.place == .context || step.image != nil else { return checkout }
    let tree = try DirectoryTree(root)
    let rules = try IgnoreFileFinder.find(in: tree, dockerfile: context.dockerfile)
    let chosen = try ContextWalk.select(from: tree, ignoring: rules, limits: ContextLimits())
    let place = runDirectory + "/context"
    guard mkdir(place, 0o777) == 0 else { throw failure("make the directory of the context") }
    for entry in chosen.selected {
      try copy(entry.path, from: root, to: place)
    }
    return place
  }

  /// Files are linked, not copied: nobody but this run has them.
  private static func copy(_ path: BytePath, from root: String, to place: String) throws(Breakdown) {
    let source = Array(root.utf8) + [UInt8(ascii: "/")] + path.bytes
    let target = Array(place.utf8) + [UInt8(ascii: "/")] + path.bytes
    var info = stat()
    guard withCString(source, { lstat($0, &info) }) == 0 else {
      throw failure("look at \(PathText.visible(path))")
    }
    if info.st_mode & S_IFMT == S_IFDIR {
      guard withCString(target, { mkdir($0, info.st_mode & 0o777) }) == 0 || errno == EEXIST else {
        throw failure("make the directory \(PathText.visible(path)) of the context")
      }
      return
    }
    guard withCString(source, { source in withCString(target) { linkat(AT_FDCWD, source, AT_FDCWD, $0, 0) } }) == 0
    else { throw failure("put \(PathText.visible(path)) into the context") }
  }

  private static func failure(_ what: String) -> Breakdown {
    Breakdown(.environment, "\(what): \(String(cString: strerror(errno)))")
  }
}

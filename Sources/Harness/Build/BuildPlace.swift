internal import BuildContext
internal import Fingerprints
internal import Glibc
internal import Model

/// Where a build step runs.
enum BuildPlace {
  /// The checkout itself, or a directory that holds the context's files and nothing else.
  ///
  /// - Parameter files: the directory the checkout's files are really in, where `checkout` is another view of it:
  ///   nothing can be linked out of that.
  /// - Throws: ``Breakdown``, and what reading the context throws.
  static func make(
    _ step: BuildStep, checkout: String, files: String, context: ContextChoice, in runDirectory: String
  ) throws -> String {
    guard takesContext(step) else { return checkout }
    let root = context.directory == "." ? files : files + "/" + context.directory
    let tree = try DirectoryTree(root)
    let rules = try IgnoreFileFinder.find(in: tree, dockerfile: step.image?.dockerfile ?? context.dockerfile)
    let chosen = try ContextWalk.select(from: tree, ignoring: rules, limits: ContextLimits())
    let place = path(step, checkout: checkout, in: runDirectory)
    guard mkdir(place, 0o777) == 0 else { throw failure("make the directory of the context") }
    for entry in chosen.selected {
      try copy(entry.path, from: root, to: place)
    }
    return place
  }

  /// Where ``make(_:checkout:files:context:in:)`` lets a step run.
  static func path(_ step: BuildStep, checkout: String, in runDirectory: String) -> String {
    takesContext(step) ? runDirectory + "/context" : checkout
  }

  /// An image is always built of the context.
  private static func takesContext(_ step: BuildStep) -> Bool { step.place == .context || step.image != nil }

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

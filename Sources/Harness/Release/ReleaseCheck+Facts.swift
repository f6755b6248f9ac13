internal import Fingerprints

extension SubmodulePin {
  /// The check of all pins of a commit.
  static func check(_ pins: [SubmodulePin]) -> ReleaseCheck {
    guard !pins.isEmpty else { return ReleaseCheck(.submodules, .ok, "there are none") }
    let wrong = pins.compactMap { pin in
      switch pin.state {
      case .present: nil as String?
      case .notPopulated: "\(pin.path) is pinned at \(pin.pin) and not populated"
      case .missing(let head):
        "\(pin.path) is pinned at \(pin.pin), which its repository lacks" + (head.map { "; it is at \($0)" } ?? "")
      case .moved(let head): "\(pin.path) is pinned at \(pin.pin) and checked out at \(head)"
      }
    }
    guard wrong.isEmpty else {
      return ReleaseCheck(
        .submodules, .failed, wrong.joined(separator: "; "), remedy: "run \"git submodule update --init --recursive\"")
    }
    return ReleaseCheck(.submodules, .ok, "\(pins.count), each with the commit it is pinned at")
  }
}

extension LargeFile {
  /// The check of all pointers of a commit.
  static func check(_ files: [LargeFile]) -> ReleaseCheck {
    guard !files.isEmpty else { return ReleaseCheck(.largeFiles, .ok, "there are none") }
    let wrong = files.compactMap { file in
      switch file.state {
      case .present: nil as String?
      case .missing: "\(file.path) points to sha256:\(file.digest), which is not here"
      case .wrongSize(let size): "\(file.path) should have \(file.size) bytes and has \(size)"
      case .wrongContent(let found): "\(file.path) should be sha256:\(file.digest) and is sha256:\(found)"
      case .malformed(let why): "\(file.path) begins like a pointer of Git LFS, but \(why)"
      }
    }
    guard wrong.isEmpty else {
      let shown = wrong.prefix(5).joined(separator: "; ") + (wrong.count > 5 ? "; and \(wrong.count - 5) more" : "")
      return ReleaseCheck(
        .largeFiles, .failed, shown, remedy: "run \"git lfs fetch\" for the tag, then \"git lfs fsck\"")
    }
    return ReleaseCheck(.largeFiles, .ok, "\(files.count) of Git LFS, each with its size and digest")
  }
}

extension ArchiveDifferences {
  var check: ReleaseCheck {
    func list(_ what: String, _ paths: [String]) -> String? {
      paths.isEmpty
        ? nil
        : "\(what) " + paths.prefix(5).joined(separator: ", ") + (paths.count > 5 ? " and \(paths.count - 5) more" : "")
    }
    let name =
      switch kind {
      case .tree: "the tree"
      case .sourceDistribution: "a source distribution of it"
      case .wheel: "a wheel of it"
      }
    guard isFine, comparedCount > 0 else {
      let parts = [list("differs in", changed)] + (kind == .tree ? [list("lacks", missing), list("adds", extra)] : [])
      let found = parts.compactMap(\.self)
      return ReleaseCheck(
        .archive, .failed, found.isEmpty ? "it has no file of the tree" : "it " + found.joined(separator: "; it "),
        remedy: "make it from the tag with \"git archive\", or find out who changed it")
    }
    let notes = [
      list("it adds", extra), list("it leaves out", missing),
      list("not worked out were substitutions in", unknown),
    ].compactMap(\.self)
    return ReleaseCheck(.archive, .ok, (["\(name), \(comparedCount) files the same"] + notes).joined(separator: "; "))
  }
}

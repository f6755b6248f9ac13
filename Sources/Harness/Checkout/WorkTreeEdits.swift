internal import Clinux
internal import Files
internal import Fingerprints
internal import Glibc
internal import Model

/// Applies a recipe's edits to a checkout that this process made.
struct WorkTreeEdits {
  /// A descriptor of the checkout's root.
  private let root: Int32
  private let variation: Variation

  /// - Throws: ``Breakdown`` naming the path that could not be edited.
  static func apply(_ edits: [EditRecipe], to directory: String, variation: Variation) throws(Breakdown) {
    guard !edits.isEmpty else { return }
    let root = open(directory, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard root >= 0 else { throw Breakdown(.environment, "open the checkout: \(String(cString: strerror(errno)))") }
    defer { close(root) }
    let editor = WorkTreeEdits(root: root, variation: variation)
    for edit in edits { try editor.apply(edit) }
  }

  private func apply(_ edit: EditRecipe) throws(Breakdown) {
    let (parent, name) = try openParent(of: edit.path, create: edit.action.creates)
    defer { close(parent) }
    switch edit.action {
    case .write(let content, let executable):
      try write(content.bytes, executable ? 0o777 : 0o666, name, parent, edit.path)
    case .symlink(let target):
      unlinkat(parent, name, 0)
      guard symlinkat(target, parent, name) == 0 else { throw failure("create the link", edit.path) }
    case .delete: try delete(name, parent, edit.path)
    case .crlf: try rewriteLineEnds(name, parent, edit.path)
    case .chmod(let mode):
      try requireNoLink(name, parent, edit.path)
      guard fchmodat(parent, name, mode_t(mode), 0) == 0 else { throw failure("change the mode of", edit.path) }
    case .stamp(let axes):
      let lines = axes.map { "\($0.rawValue): \(variation.value(of: $0) ?? "")\n" }
      try write(Array(lines.joined().utf8), 0o666, name, parent, edit.path)
    }
  }

  /// Opens the directory that holds `path`, component by component, never through a link.
  private func openParent(of path: String, create: Bool) throws(Breakdown) -> (Int32, String) {
    let whole = BytePath(path)
    let components = whole.parent.components.map { String(decoding: $0.bytes, as: UTF8.self) }
    let name = String(decoding: whole.lastComponent.bytes, as: UTF8.self)
    var current = openat(root, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard current >= 0 else { throw failure("open", path) }
    for component in components {
      if create { mkdirat(current, component, 0o777) }
      let next = openat(current, component, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      let code = errno
      close(current)
      errno = code
      guard next >= 0 else { throw failure("open the directory of", path) }
      current = next
    }
    return (current, name)
  }

  private func write(_ bytes: [UInt8], _ mode: mode_t, _ name: String, _ parent: Int32, _ path: String)
    throws(Breakdown)
  {
    // As an editor that saves by replacing: a link or a read-only file is replaced, not written through.
    unlinkat(parent, name, 0)
    let file = openat(parent, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
    guard file >= 0 else { throw failure("write", path) }
    guard FileWriting.writeAll(bytes, to: file), close(file) == 0 else { throw failure("write", path) }
  }

  private func delete(_ name: String, _ parent: Int32, _ path: String) throws(Breakdown) {
    if unlinkat(parent, name, 0) == 0 { return }
    let directory = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard directory >= 0 else { throw failure("delete", path) }
    TreeRemoval.empty(directory)
    guard unlinkat(parent, name, AT_REMOVEDIR) == 0 else { throw failure("delete", path) }
  }

  private func rewriteLineEnds(_ name: String, _ parent: Int32, _ path: String) throws(Breakdown) {
    let file = openat(parent, name, O_RDWR | O_NOFOLLOW | O_CLOEXEC)
    guard file >= 0 else { throw failure("change the line ends of", path) }
    guard let bytes = FileWriting.readAll(file) else {
      close(file)
      throw failure("read", path)
    }
    var converted: [UInt8] = []
    converted.reserveCapacity(bytes.count + bytes.count / 16)
    var previous: UInt8 = 0
    for byte in bytes {
      if byte == 0x0A, previous != 0x0D { converted.append(0x0D) }
      converted.append(byte)
      previous = byte
    }
    let written = lseek(file, 0, SEEK_SET) == 0 && FileWriting.writeAll(converted, to: file)
    guard close(file) == 0, written else { throw failure("change the line ends of", path) }
  }

  private func requireNoLink(_ name: String, _ parent: Int32, _ path: String) throws(Breakdown) {
    var info = stat()
    guard fstatat(parent, name, &info, AT_SYMLINK_NOFOLLOW) == 0 else { throw failure("change the mode of", path) }
    guard info.st_mode & S_IFMT != S_IFLNK else {
      throw Breakdown(.usage, "edit \(PathText.visible(path)): a link has no mode of its own")
    }
  }

  private func failure(_ verb: String, _ path: String) -> Breakdown {
    let missing = errno == ENOENT || errno == ENOTDIR || errno == ELOOP
    return Breakdown(
      missing ? .usage : .environment,
      "\(verb) \(PathText.visible(path)) in the working tree: \(String(cString: strerror(errno)))",
      remedy: missing ? "the edit must name a path that the commit has" : nil)
  }
}

extension EditRecipe.Action {
  /// Whether the edit makes the directories above its path.
  fileprivate var creates: Bool {
    switch self {
    case .write, .symlink, .stamp: true
    case .delete, .crlf, .chmod: false
    }
  }
}

internal import Fingerprints
internal import Glibc
internal import Limits

/// Writes a commit's tree into a directory, as git would under the umask of this process.
///
/// libgit2 reads the objects and applies the attributes; the files are created here, because libgit2's own
/// checkout follows links that already lie in the target, writes set-id modes through and ignores the umask.
public enum Checkout {
  /// Writes `entries` into `directory`.
  ///
  /// `directory` must be empty and made by this process. Files are created as 0666 or 0777, directories as
  /// 0777, each less the umask; a submodule becomes an empty directory, as in a clone without
  /// `--recurse-submodules`. Links come last and are never followed.
  /// - Throws: ``GitFailure``; what was written by then stays for the caller to remove.
  public static func write(
    _ entries: [TreeEntry], into directory: String, order: CreationOrder, from reader: inout CheckoutReader
  ) throws(GitFailure) {
    let root = open(directory, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard root >= 0 else { throw machine("open", BytePath(directory), errno) }
    defer { close(root) }
    try requireEmpty(root, directory)
    try requireShortNames(entries, root)
    for entry in entries where entry.path.lastComponent == attributesName {
      if case .file = entry.kind { try reader.add(attributeFile: entry.path, id: entry.id) }
    }
    let arranged = order.arrange(entries)
    var made: Set<BytePath> = [.root]
    var links: [TreeEntry] = []
    let limit = Limits.current[.total]
    var total: UInt64 = 0
    for entry in arranged {
      switch entry.kind {
      case .directory, .submodule: try makeDirectory(entry.path, root, &made)
      case .symlink: links.append(entry)
      case .file(let executable):
        try makeDirectory(entry.path.parent, root, &made)
        try reader.withContent(of: entry.path, id: entry.id, isVerbatim: false) {
          (content: RawSpan) throws(GitFailure) in
          total += UInt64(content.byteCount)
          guard total <= limit else {
            throw GitFailure(
              kind: .limit, operation: "check out \(PathText.visible(entry.path))",
              detail: "all files up to it have more than \(LimitName.total.text(limit))",
              remedy: LimitName.total.remedy)
          }
          try writeFile(entry.path, content, executable ? 0o777 : 0o666, root)
        }
      }
    }
    for entry in links {
      try makeDirectory(entry.path.parent, root, &made)
      try reader.withContent(of: entry.path, id: entry.id, isVerbatim: true) { (content: RawSpan) throws(GitFailure) in
        let target = content.withUnsafeBytes { Array($0) }
        guard !target.isEmpty, !target.contains(0) else {
          throw GitFailure(
            kind: .tree, operation: "check out the link \(PathText.visible(entry.path))",
            detail: "its text is empty or holds a zero byte")
        }
        let code = withCString(target) { text in
          withCString(entry.path.bytes) { symlinkat(text, root, $0) }
        }
        guard code == 0 else { throw machine("create the link", entry.path, errno) }
      }
    }
  }

  private static let attributesName = BytePath(".gitattributes")

  private static func requireEmpty(_ root: Int32, _ directory: String) throws(GitFailure) {
    guard let listing = fdopendir(dup(root)) else { throw machine("list", BytePath(directory), errno) }
    defer { closedir(listing) }
    while let entry = readdir(listing) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { $0.prefix { $0 != 0 }.map { $0 } }
      guard name == Array(".".utf8) || name == Array("..".utf8) else {
        throw GitFailure(
          kind: .machine, operation: "check out into \(PathText.visible(directory))",
          detail: "the directory is not empty", remedy: "check out into a fresh directory only")
      }
    }
  }

  /// Before anything is written, so that nothing is left half written.
  private static func requireShortNames(_ entries: [TreeEntry], _ root: Int32) throws(GitFailure) {
    let limit = fpathconf(root, Int32(_PC_NAME_MAX))
    guard limit > 0 else { return }
    for entry in entries where entry.path.bytes.count > limit {
      // An entry of its own for every directory above.
      let length = entry.path.lastComponent.bytes.count
      guard length > limit else { continue }
      throw GitFailure(
        kind: .machine, operation: "check out \(PathText.visible(entry.path).prefix(80))…",
        detail: "its name has \(length) bytes, and the limit of the file system is \(limit)",
        remedy: "set TMPDIR to a file system that takes longer names")
    }
  }

  private static func makeDirectory(_ path: BytePath, _ root: Int32, _ made: inout Set<BytePath>)
    throws(GitFailure)
  {
    guard !made.contains(path) else { return }
    try makeDirectory(path.parent, root, &made)
    guard withCString(path.bytes, { mkdirat(root, $0, 0o777) }) == 0 else {
      throw machine("create the directory", path, errno)
    }
    made.insert(path)
  }

  private static func writeFile(_ path: BytePath, _ content: RawSpan, _ mode: mode_t, _ root: Int32)
    throws(GitFailure)
  {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let file = withCString(path.bytes) { openat(root, $0, flags, mode) }
    guard file >= 0 else { throw machine("create", path, errno) }
    let failure: Int32? = content.withUnsafeBytes { buffer in
      var written = 0
      while written < buffer.count {
        let count = Glibc.write(file, buffer.baseAddress?.advanced(by: written), buffer.count - written)
        if count < 0 {
          if errno == EINTR { continue }
          return errno
        }
        written += count
      }
      return nil
    }
    let closed = close(file) == 0 ? nil : errno
    if let code = failure ?? closed { throw machine("write", path, code) }
  }

  private static func machine(_ verb: String, _ path: BytePath, _ code: Int32) -> GitFailure {
    GitFailure(
      kind: .machine, operation: "\(verb) \(PathText.visible(path)) in the checkout",
      detail: String(cString: strerror(code)),
      remedy: code == ENOSPC ? "free some space, or set TMPDIR to a file system that has it" : nil)
  }
}

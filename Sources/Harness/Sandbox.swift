internal import Glibc
internal import Model

/// A private temporary directory of one process, removed when it is done.
///
/// The name carries the owner's process id and start time, so that a later process can tell whether the
/// owner still lives and remove what a killed one left behind.
struct Sandbox: Sendable {
  let path: String

  private static let prefix = "lockstep-"

  /// Makes a directory of mode 0700 below `base`; without it, below `TMPDIR` or `/tmp`.
  ///
  /// - Throws: ``Breakdown`` of the environment.
  static func make(in base: String = Sandbox.temporaryRoot) throws(Breakdown) -> Sandbox {
    let pid = getpid()
    let start = ProcessFacts(pid)?.start ?? 0
    var template = Array("\(base)/\(prefix)\(pid)-\(start).XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else {
      throw Breakdown(
        .environment, "make a temporary directory in \(base): \(String(cString: strerror(errno)))",
        remedy: "free some space there, or set TMPDIR to a directory you may write to")
    }
    return Sandbox(path: String(cString: made))
  }

  /// Makes the directory `name` inside and gives its path.
  func directory(_ name: String) throws(Breakdown) -> String {
    let directory = path + "/" + name
    guard mkdir(directory, 0o700) == 0 else {
      throw Breakdown(
        .environment, "make the temporary directory \(name): \(String(cString: strerror(errno)))",
        remedy: "free some space, or set TMPDIR to another file system")
    }
    return directory
  }

  func remove() { TreeRemoval.remove(path) }

  /// Removes the sandboxes of this user's processes that are no more.
  static func reapAbandoned() {
    for root in [temporaryRoot, RunSpace.memoryRoot] { reapAbandoned(in: root) }
  }

  private static func reapAbandoned(in root: String) {
    guard let listing = opendir(root) else { return }
    defer { closedir(listing) }
    var abandoned: [String] = []
    while let entry = readdir(listing) {
      let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { $0.prefix { $0 != 0 }.map { $0 } }
      let name = String(decoding: bytes, as: UTF8.self)
      guard name.hasPrefix(prefix), isAbandoned(name) else { continue }
      var info = stat()
      let path = root + "/" + name
      guard lstat(path, &info) == 0, info.st_uid == geteuid(), info.st_mode & S_IFMT == S_IFDIR else { continue }
      abandoned.append(path)
    }
    for path in abandoned { TreeRemoval.remove(path) }
  }

  private static func isAbandoned(_ name: String) -> Bool {
    guard let match = name.wholeMatch(of: /lockstep-([0-9]+)-([0-9]+)\.[A-Za-z0-9]{6}/),
      let pid = pid_t(match.output.1), let start = UInt64(match.output.2)
    else { return false }
    if let facts = ProcessFacts(pid) { return facts.start != start }
    // That its facts cannot be read does not mean that it is gone: its directory may be in use.
    return kill(pid, 0) != 0 && errno == ESRCH
  }

  static var temporaryRoot: String {
    guard let value = getenv("TMPDIR") else { return "/tmp" }
    let text = String(cString: value)
    return text.hasPrefix("/") ? text : "/tmp"
  }
}

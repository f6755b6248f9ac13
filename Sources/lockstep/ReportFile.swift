internal import Files
internal import Fingerprints
internal import Glibc
internal import Harness
internal import Model

/// Writes a report so that a reader finds the old file or the whole new one.
enum ReportFile {
  /// Whether a file can be put there, as far as that can be told before.
  static func requireWritable(_ path: String) throws(Breakdown) {
    var info = stat()
    if stat(path, &info) == 0, info.st_mode & S_IFMT != S_IFREG {
      guard info.st_mode & S_IFMT == S_IFDIR else { return }
      throw failure(path, EISDIR)
    }
    let parent = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[...$0]) } ?? "."
    if access(parent, W_OK | X_OK) != 0 { throw failure(path, errno) }
  }

  /// Links are followed; only regular files are replaced, a device or FIFO is written to.
  static func write(_ text: String, to path: String) throws(Breakdown) {
    if let code = WholeFile.replaceOrWrite(path, with: Array(text.utf8)) {
      throw failure(path, code)
    }
  }

  private static func failure(_ path: String, _ code: Int32) -> Breakdown {
    Breakdown(
      .environment, "write the report \(PathText.visible(path)): \(String(cString: strerror(code)))",
      remedy: "name a file in a directory that exists and that you may write to")
  }
}

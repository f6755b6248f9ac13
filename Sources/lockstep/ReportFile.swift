internal import Files
internal import Fingerprints
internal import Glibc
internal import Harness
internal import Model

/// Writes a report so that a reader finds the old file or the whole new one.
enum ReportFile {
  /// Links are followed; only regular files are replaced, a device or FIFO is written to.
  static func write(_ text: String, to path: String) throws(Breakdown) {
    if let code = WholeFile.replaceOrWrite(path, with: Array(text.utf8)) {
      throw Breakdown(
        .environment, "write the report \(PathText.visible(path)): \(String(cString: strerror(code)))",
        remedy: "name a file in a directory that exists and that you may write to")
    }
  }
}

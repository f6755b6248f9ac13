internal import Files
internal import Glibc
internal import Model
internal import Reports
internal import Synchronization

/// Writes the lines of `--jsonl` while the run goes on, so that what had finished is there whatever ends the run; at the
/// end the whole report takes the file's place.
final class LineStream: Sendable {
  private let descriptor: Mutex<Int32>

  /// Nil for a pipe or a device, which is written to once, and where the file cannot be made: its writing at the end says
  /// why.
  ///
  /// - Parameters:
  ///   - entries: what is known before the run, so that the file never has less than the one that is resumed.
  ///   - part: which part of a suite it is, with the files of its scenarios; nil for the whole.
  init?(
    _ path: String?, after entries: [ReportDocument.ScenarioEntry] = [],
    part: (shard: ReportDocument.Shard, files: [String])? = nil
  ) {
    guard let path else { return nil }
    var info = stat()
    if stat(path, &info) == 0, info.st_mode & S_IFMT != S_IFREG { return nil }
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NONBLOCK, 0o644)
    guard file >= 0 else { return nil }
    descriptor = Mutex(file)
    if let part { write(try? JSONReport.line(part.shard, of: part.files)) }
    for entry in entries { add(entry) }
  }

  deinit { descriptor.withLock { _ = close($0) } }

  /// Failures are told at the end, when the whole is written.
  func add(_ result: ScenarioResult) { add(ReportDocument.ScenarioEntry(result)) }

  private func add(_ entry: ReportDocument.ScenarioEntry) {
    write(try? JSONReport.line(entry))
  }

  private func write(_ line: String?) {
    guard let line else { return }
    descriptor.withLock { _ = FileWriting.writeAll(Array(line.utf8), to: $0) }
  }
}

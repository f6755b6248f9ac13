internal import Glibc
internal import History
internal import Model
internal import Reports

/// Reads what `history import` is given.
enum HistoryImport {
  /// The runs in `file`: a report, or lines that `history export` printed.
  ///
  /// - Throws: ``Breakdown`` with the file and the line.
  static func runs(_ file: String, machine: String) throws(Breakdown) -> [HistoryRun] {
    let bytes = try UserFile.reportBytes(file)
    if HistoryLines.isExport(bytes) { return try HistoryLines.read(bytes, name: file) }
    var info = stat()
    let changed = stat(file, &info) == 0 ? Int64(info.st_mtim.tv_sec) * 1_000 : 0
    return [try HistoryPlace.run(try ReportReading.read(bytes, name: file), started: changed, machine: machine)]
  }
}

internal import BuildContext
internal import ContainerFiles
internal import CopyDigests
internal import Fingerprints

/// What the instructions of a Dockerfile take of a context, and what is needed to say it of one that is nearly the same.
struct LayersSurvey {
  /// A file that holds something else than before, or may be executed or no longer.
  struct Replacement {
    let record: ContentRecord
    let content: SHA256Digest
  }

  private(set) var report: LayersReport
  /// Nil when nothing is sent.
  private var content: ContentTree?
  /// What each of the report's steps reads.
  private let reads: [Dockerfile.ContextRead]

  init(report: LayersReport, content: ContentTree?, reads: [Dockerfile.ContextRead]) {
    self.report = report
    self.content = content
    self.reads = reads
  }

  /// Puts `files` where files of the same paths are; those that are not sent are passed over.
  ///
  /// The report's ``LayersReport/installs`` stay as they are.
  /// - Returns: the places of what was replaced, ascending; nil when the survey must be made anew.
  mutating func replace(_ files: [Replacement]) throws -> [Int]? {
    guard let content else { return [] }
    var records: [Int: ContentRecord] = [:]
    var entries = report.entries
    for file in files {
      guard let place = content.subtree(of: file.record.entry.path.bytes).first else { continue }
      records[place] = file.record
      entries[place] = LayersReport.Entry(file.record.entry, content: file.content)
    }
    if records.isEmpty { return [] }
    guard let replaced = try content.replacing(records) else { return nil }
    let places = records.keys.sorted()
    for index in report.steps.indices where report.steps[index].contentDigest != nil {
      let taken = places.filter { report.steps[index].entries.holds($0) }
      guard !taken.isEmpty else { continue }
      guard case .success(let digest) = LayersAnswering.digest(of: reads[index], in: replaced) else { return nil }
      report.steps[index].contentDigest = digest
      for place in taken { report.steps[index].bytes -= min(report.steps[index].bytes, report.entries[place].size) }
      for place in taken { report.steps[index].bytes += entries[place].size }
    }
    report.entries = entries
    self.content = replaced
    return places
  }
}

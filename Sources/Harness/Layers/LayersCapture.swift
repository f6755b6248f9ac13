/// A report of `layers` in a file, to be compared on another machine: schema `lockstep-layers-capture/v1`.
///
/// Holds names, modes, sizes and digests, and no contents. Its order is that of the report, so equal states give equal
/// bytes.
public struct LayersCapture: Codable, Hashable, Sendable {
  public static let schema = "lockstep-layers-capture/v1"

  struct Step: Codable, Hashable, Sendable {
    var line: Int
    var instruction: String
    var stage: String
    var sources: [String]
    var files: Int
    var bytes: Int
    var contentDigest: String?
    var error: String?
    var unresolved: [String]
    /// Runs of entries that the step takes: the index of the first one and how many they are, ascending.
    var takes: [[Int]]
  }

  struct Entry: Codable, Hashable, Sendable {
    var path: String
    var type: String
    /// Four octal digits.
    var mode: String
    var size: Int
    var sha256: String?
    var link: String?
    /// `UID:GID`; nil for `0:0`.
    var owner: String?
    /// See ``LayersReport/Entry/attributes``.
    var attributes: String?
  }

  var schema = Self.schema
  var commit: String?
  var dockerfile: String
  var ignoreFile: String?
  var steps: [Step]
  var entries: [Entry]

  public init(_ report: LayersReport) {
    commit = report.commit
    dockerfile = report.dockerfile
    ignoreFile = report.ignoreFile
    steps = report.steps.map { step in
      Step(
        line: step.line, instruction: step.instruction, stage: step.stage, sources: step.sources, files: step.files,
        bytes: Int(clamping: step.bytes), contentDigest: step.contentDigest, error: step.error,
        unresolved: step.unresolved, takes: Self.runs(of: step.entries))
    }
    entries = report.entries.map { entry in
      Entry(
        path: entry.path, type: entry.type, mode: LayersComparison.octal(entry.permissions),
        size: Int(clamping: entry.size), sha256: entry.sha256, link: entry.link,
        owner: entry.owner == "0:0" ? nil : entry.owner, attributes: entry.attributes)
    }
  }

  private static func runs(of indices: [Int]) -> [[Int]] {
    var runs: [[Int]] = []
    for index in indices {
      if let last = runs.last, last[0] + last[1] == index {
        runs[runs.count - 1][1] += 1
      } else {
        runs.append([index, 1])
      }
    }
    return runs
  }

  /// The report, without what is not captured: installations and warnings. Only for what was validated.
  func report(permissions: [UInt16]) -> LayersReport {
    LayersReport(
      commit: commit, dockerfile: dockerfile, ignoreFile: ignoreFile,
      steps: steps.map { step in
        LayersReport.Step(
          line: step.line, instruction: step.instruction, stage: step.stage, sources: step.sources, files: step.files,
          bytes: UInt64(clamping: step.bytes), contentDigest: step.contentDigest, error: step.error,
          unresolved: step.unresolved, entries: step.takes.flatMap { Array($0[0]..<($0[0] + $0[1])) })
      },
      installs: [],
      entries: zip(entries, permissions).map { entry, permissions in
        LayersReport.Entry(
          path: entry.path, type: entry.type, permissions: permissions, size: UInt64(clamping: entry.size),
          sha256: entry.sha256, link: entry.link, owner: entry.owner ?? "0:0", attributes: entry.attributes)
      }, warnings: [])
  }
}

internal import Files
internal import Fingerprints
internal import Glibc
internal import Model
internal import ScenarioFiles
internal import Verdicts

/// The records beside scenario files.
enum RecordStore {
  static let maximumSize = 256 << 20

  /// `NAME.lock` beside `NAME.yml`.
  static func path(for scenarioFile: String) -> String {
    for ending in [".yml", ".yaml"] where scenarioFile.hasSuffix(ending) {
      return scenarioFile.dropLast(ending.count) + ".lock"
    }
    return scenarioFile + ".lock"
  }

  /// - Throws: ``Breakdown`` when there is a record that cannot be relied on.
  static func read(for scenarioFile: String) throws(Breakdown) -> KnownRecord {
    let path = path(for: scenarioFile)
    let bytes: [UInt8]
    switch BoundedFile.read(path, limit: maximumSize) {
    case .success(let read): bytes = read
    case .failure(.failed(ENOENT)): return .missing
    case .failure(.failed(let code)):
      throw Breakdown(.environment, "read the record \(PathText.visible(path)): \(String(cString: strerror(code)))")
    case .failure:
      throw Breakdown(.usage, "read the record \(PathText.visible(path)): it is no regular file of at most 256 MiB")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Breakdown(.usage, "read the record \(PathText.visible(path)): it is not UTF-8", remedy: remedy)
    }
    do throws(RecordFormatError) {
      return .read(try Record(text: text))
    } catch {
      if error.isNewer {
        throw Breakdown(
          .usage, code: CauseCode.recordNewer, "\(PathText.visible(path)):\(error.line): \(error.message)",
          remedy: "use the version of Lockstep that wrote it, or a later one")
      }
      throw Breakdown(.usage, "\(PathText.visible(path)):\(error.line): \(error.message)", remedy: remedy)
    }
  }

  /// - Throws: ``Breakdown`` of the environment; an earlier record is then as it was, or wholly replaced.
  static func write(_ record: Record, for scenarioFile: String) throws(Breakdown) {
    let path = path(for: scenarioFile)
    if let code = FileWriting.replace(path, with: Array(record.text.utf8)) {
      throw Breakdown(
        .environment, "write the record \(PathText.visible(path)): \(String(cString: strerror(code)))",
        remedy: "the record is the earlier one or the new one, whole; mend that and run again")
    }
  }

  private static let remedy =
    "restore it from version control, or write it anew with \"lockstep run --accept\" and review it"
}

/// Where the record of a scenario lies.
public enum RecordFile {
  /// `NAME.lock` beside `NAME.yml`.
  public static func path(for scenarioFile: String) -> String { RecordStore.path(for: scenarioFile) }
}

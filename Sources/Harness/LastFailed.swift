internal import Files
internal import Fingerprints
internal import Glibc
public import Model

/// Remembers which scenarios failed when they last ran: one small file for each, named by the digest of its absolute
/// path, so that runs at the same time cannot lose each other's notes.
public struct LastFailed: Sendable {
  private let directory: String

  /// - Parameter cache: the directory of the cache.
  public init(cache: String) { directory = cache + "/last-failed-v1" }

  /// Notes what `results` came to; what did not run stays as it was. That this may fail changes no verdict.
  public func note(_ results: [ScenarioResult]) {
    for result in results where result.status.hasRun {
      guard let file = file(of: result.file) else { continue }
      if result.status.isFailure {
        PrivateDirectories.make(directory)
        _ = FileWriting.replace(file.note, with: Array(file.path.utf8), isDurable: false)
      } else {
        unlink(file.note)
      }
    }
  }

  /// Those of `documents` that failed when they last ran, in their order.
  public func selection(of documents: [ScenarioDocument]) -> [ScenarioDocument] {
    documents.filter { document in file(of: document.file).map { access($0.note, F_OK) == 0 } ?? false }
  }

  /// The absolute path of a scenario file, links resolved, and the file that notes its failure.
  private func file(of scenario: String) -> (path: String, note: String)? {
    guard let path = ResolvedPath.of(scenario), let digest = try? SHA256Digest.of(Array(path.utf8)) else { return nil }
    return (path, directory + "/" + digest.text.replacing("sha256:", with: ""))
  }
}

public import Foundation

/// The folder of recorded answers and other people's files, which is no part of this repository.
///
/// `LOCKSTEP_SHARED` names it; else it is `../shared` beside the package. Tests that need it are skipped, visibly,
/// where it is not there.
public enum SharedFolder {
  public static func file(_ path: String) -> URL {
    if let shared = ProcessInfo.processInfo.environment["LOCKSTEP_SHARED"] {
      return URL(fileURLWithPath: shared).appendingPathComponent(path)
    }
    var package = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { package.deleteLastPathComponent() }
    return package.appendingPathComponent("../shared/\(path)").standardizedFileURL
  }

  public static func has(_ path: String) -> Bool { FileManager.default.fileExists(atPath: file(path).path) }
}

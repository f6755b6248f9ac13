internal import Glibc

extension DirectoryTree {
  /// Whether everything that `paths` names still has its stamp.
  ///
  /// - Parameters:
  ///   - paths: relative to the root, `.` for the root itself, each ended by a zero byte.
  ///   - expected: the stamp of the path with this number, counted from 0.
  public func hasStamps(
    paths: ArraySlice<UInt8>, threads: Int, expected: @Sendable (Int) -> FileStamp
  ) -> Bool {
    let all = Array(paths)
    guard all.last == 0 else { return false }
    var runs: [Run] = []
    var number = 0
    var start = 0
    for index in all.indices where all[index] == 0 {
      number += 1
      if number % Run.length == 0 || index == all.count - 1 {
        runs.append(Run(first: number - 1 - (number - 1) % Run.length, start: start))
        start = index + 1
      }
    }
    let directory = root
    let results = try? ParallelMap.map(
      runs, threads: threads, makeWorker: {},
      transform: { _, run in
        guard Self.hasStamps(all, run, in: directory, expected) else { throw Changed() }
        return true
      })
    return results != nil
  }

  private struct Changed: Error {}

  /// Some paths that follow each other.
  private struct Run: Sendable {
    static let length = 256
    /// The number of the first one, and where it begins.
    let first: Int
    let start: Int
  }

  private static func hasStamps(
    _ paths: [UInt8], _ run: Run, in directory: Int32, _ expected: (Int) -> FileStamp
  ) -> Bool {
    paths.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return false }
      var position = run.start
      for number in run.first..<(run.first + Run.length) where position < buffer.count {
        let path = base.advanced(by: position).assumingMemoryBound(to: CChar.self)
        var info = stat()
        guard fstatat(directory, path, &info, AT_SYMLINK_NOFOLLOW) == 0, FileStamp(info) == expected(number) else {
          return false
        }
        position += strlen(path) + 1
      }
      return true
    }
  }
}

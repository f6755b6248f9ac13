internal import Files
internal import Model

/// What a launcher could not bring about, by axis, as it wrote it down.
enum LaunchNotes {
  /// Below the run's directory.
  static let workerFile = "launch-notes"
  static let buildFile = "build-launch-notes"

  /// Empty when there is no file: everything was applied.
  static func read(_ path: String) -> [Axis: String] {
    guard case .success(let bytes) = BoundedFile.read(path, limit: 1 << 16) else { return [:] }
    var notes: [Axis: String] = [:]
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
      if parts.count == 2, let axis = Axis(rawValue: parts[0]) { notes[axis] = parts[1] }
    }
    return notes
  }
}

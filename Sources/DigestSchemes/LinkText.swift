internal import Fingerprints

/// What the text of a symbolic link can be on disk. A git tree can hold others.
enum LinkText {
  static func isPossible(_ target: [UInt8]) -> Bool { !target.isEmpty && !target.contains(0) }

  static func refusal(_ path: BytePath) -> SchemeRefusal {
    SchemeRefusal("no file system can hold the link \(PathText.visible(path)): its text is empty or has a zero byte")
  }
}

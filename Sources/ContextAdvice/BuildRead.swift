public import CopyDigests

/// A line of a Dockerfile that reads the context.
public struct BuildRead: Sendable {
  /// The Dockerfile, relative to the context's root.
  public let file: String
  /// Counted from 1.
  public let line: Int
  /// The instruction as written, on one line.
  public let text: String
  /// What each source takes, by names alone; a source that links lead elsewhere may be there twice.
  public let reaches: [CopyReach]

  public init(file: String, line: Int, text: String, reaches: [CopyReach]) {
    self.file = file
    self.line = line
    self.text = text
    self.reaches = reaches
  }

  /// Whether the instruction copies `path`, or of a directory something below it, should it be in the context.
  public func reads(_ path: [UInt8], isDirectory: Bool) -> Bool {
    reaches.contains { $0.takes(path) || isDirectory && $0.leads(through: path) }
  }
}

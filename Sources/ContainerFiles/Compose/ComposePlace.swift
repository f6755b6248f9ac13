/// Where something stands in a compose file or an env file.
public struct ComposePlace: Hashable, Sendable {
  /// The file by the name it was read under; empty when it is about the project as a whole.
  public let file: String
  /// Counted from 1; 0 when it is about the whole file.
  public let line: Int
  /// Counted from 1; 0 when only the line is known.
  public let column: Int

  public init(file: String, line: Int = 0, column: Int = 0) {
    self.file = file
    self.line = line
    self.column = column
  }
}

extension ComposePlace: CustomStringConvertible {
  /// `file:line:column`, without what is not known.
  public var description: String {
    let name = file.isEmpty ? "compose project" : file
    guard line > 0 else { return name }
    return column > 0 ? "\(name):\(line):\(column)" : "\(name):\(line)"
  }
}

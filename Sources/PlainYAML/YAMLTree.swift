/// A YAML document as plain nodes: every scalar is the text that was written.
///
/// `1.10`, `022` and `no` stay what they are, aliases count each time they are used, and unknown tags are
/// refused rather than interpreted.
public struct YAMLTree: Sendable {
  public indirect enum Value: Sendable {
    /// `plain` when it was written without quotes and without `|` or `>`.
    case scalar(String, plain: Bool)
    case sequence([YAMLTree])
    case mapping([(key: YAMLTree, value: YAMLTree)])
  }

  public let value: Value
  /// The tag, where the caller asked for it by name; nil for any other node.
  public let tag: String?
  /// Line and column count from 1.
  public let line: Int
  public let column: Int

  /// Why a text could not be read; line and column count from 1, 0 when there is no place.
  public struct Failure: Error, Sendable {
    public let line: Int
    public let column: Int
    public let message: String
    /// Whether the document is well-formed as far as it was read, and has more nodes than are allowed.
    public var hasTooManyNodes = false
  }

  /// How much a document may hold before reading it is given up.
  public struct Limits: Sendable {
    public var depth: Int
    /// Nodes, those behind aliases counted each time.
    public var nodes: Int

    public init(depth: Int = 64, nodes: Int = 100_000) {
      self.depth = depth
      self.nodes = nodes
    }
  }

  /// The one document in `text`.
  ///
  /// - Throws: ``Failure`` with the first mistake of syntax, or the limit that was reached.
  public static func parse(_ text: String, limits: Limits = Limits()) throws(Failure) -> YAMLTree {
    let documents = try YAMLBuilder.documents(in: text, tags: [], limits: limits)
    guard let first = documents.first else { throw Failure(line: 0, column: 0, message: "the file is empty") }
    guard documents.count == 1 else {
      throw Failure(
        line: documents[1].line, column: documents[1].column,
        message: "not valid YAML: a second document, where only one is expected")
    }
    return first
  }

  /// The documents in `text`, in order; none when it is empty. The limits are for all of them together.
  ///
  /// - Parameter tags: those that are let through, such as `!reset`, and given as ``tag``.
  /// - Throws: ``Failure`` with the first mistake of syntax, or the limit that was reached.
  public static func documents(
    in text: String, tags: Set<String> = [], limits: Limits = Limits()
  ) throws(Failure) -> [YAMLTree] {
    try YAMLBuilder.documents(in: text, tags: tags, limits: limits)
  }

  init(_ value: Value, tag: String?, line: Int, column: Int) {
    self.value = value
    self.tag = tag
    self.line = line
    self.column = column
  }
}

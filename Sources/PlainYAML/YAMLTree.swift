internal import Foundation
internal import Yams

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
    try ExpansionScan.check(text, limits)
    return try caught {
      guard let node = try Yams.compose(yaml: text, .basic) else {
        throw Failure(line: 0, column: 0, message: "the file is empty")
      }
      var budget = limits.nodes
      return try YAMLTree(node, depth: 0, limits, tags: [], budget: &budget)
    }
  }

  /// The documents in `text`, in order; none when it is empty. The limits are for all of them together.
  ///
  /// - Parameter tags: those that are let through, such as `!reset`, and given as ``tag``.
  /// - Throws: ``Failure`` with the first mistake of syntax, or the limit that was reached.
  public static func documents(
    in text: String, tags: Set<String> = [], limits: Limits = Limits()
  ) throws(Failure) -> [YAMLTree] {
    try ExpansionScan.check(text, limits)
    return try caught {
      let parser = try Parser(yaml: text, resolver: .basic)
      var documents: [YAMLTree] = []
      var budget = limits.nodes
      while let node = try parser.nextRoot() {
        documents.append(try YAMLTree(node, depth: 0, limits, tags: tags, budget: &budget))
      }
      return documents
    }
  }

  /// Runs the parser, which recurses once a level, on a stack for more levels than were let through.
  private static func caught<Value: Sendable>(
    _ body: @escaping @Sendable () throws -> Value
  ) throws(Failure) -> Value {
    let result = onLargeStack { () -> Result<Value, Failure> in
      do {
        return .success(try body())
      } catch let failure as Failure {
        return .failure(failure)
      } catch let error as YamlError {
        return .failure(Failure(error))
      } catch {
        return .failure(Failure(line: 0, column: 0, message: "\(error)"))
      }
    }
    return try result.get()
  }

  private init(
    _ node: Node, depth: Int, _ limits: Limits, tags: Set<String>, budget: inout Int
  ) throws(Failure) {
    line = node.mark?.line ?? 0
    column = node.mark?.column ?? 0
    budget -= 1
    guard budget >= 0 else {
      throw Failure(
        line: line, column: column,
        message: "more than \(limits.nodes) nodes when aliases are written out")
    }
    guard depth <= limits.depth else {
      throw Failure(line: line, column: column, message: "nested more than \(limits.depth) levels deep")
    }
    let written = node.tag.description
    guard Self.knownTags.contains(written) || tags.contains(written) else {
      throw Failure(line: line, column: column, message: "the tag \(written) is not supported; remove it")
    }
    tag = tags.contains(written) ? written : nil
    switch node {
    case .scalar(let scalar):
      value = .scalar(scalar.string, plain: scalar.style == .plain || scalar.style == .any)
    case .sequence(let sequence):
      var items: [YAMLTree] = []
      for item in sequence { items.append(try YAMLTree(item, depth: depth + 1, limits, tags: tags, budget: &budget)) }
      value = .sequence(items)
    case .mapping(let mapping):
      var pairs: [(YAMLTree, YAMLTree)] = []
      for (key, item) in mapping {
        pairs.append(
          (
            try YAMLTree(key, depth: depth + 1, limits, tags: tags, budget: &budget),
            try YAMLTree(item, depth: depth + 1, limits, tags: tags, budget: &budget)
          ))
      }
      value = .mapping(pairs)
    case .alias:
      throw Failure(line: line, column: column, message: "an alias without its anchor")
    }
  }

  private static let knownTags: Set<String> = [
    "", "!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map", "tag:yaml.org,2002:int",
    "tag:yaml.org,2002:float", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:null",
  ]
}

extension YAMLTree.Failure {
  init(_ error: YamlError) {
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      if problem.contains("cannot start any token") {
        self.init(
          line: mark.line, column: mark.column,
          message: "not valid YAML: a tab or another character that nothing can begin with; indent with blanks")
        return
      }
      if problem.contains("nesting level") {
        self.init(line: mark.line, column: mark.column, message: "nested too deep to be read")
        return
      }
      let around = context.map { " (\($0.text.trimmingCharacters(in: .whitespaces)))" } ?? ""
      self.init(line: mark.line, column: mark.column, message: "not valid YAML: \(problem)\(around)")
    case .duplicatedKeysInMapping(let duplicates, let context):
      let names = duplicates.map { "\"\($0)\"" }.sorted().joined(separator: ", ")
      self.init(
        line: context.mark.line, column: context.mark.column, message: "the key \(names) is given more than once")
    case .reader(let problem, let offset, _, _):
      let place = offset.map { " at byte \($0)" } ?? ""
      self.init(line: 0, column: 0, message: "not valid YAML: \(problem)\(place)")
    default:
      self.init(line: 0, column: 0, message: "not valid YAML: \(error)")
    }
  }
}

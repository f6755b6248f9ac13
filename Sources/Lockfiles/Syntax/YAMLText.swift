internal import PlainYAML

/// YAML as plain values: every scalar is a string as it is written.
enum YAMLText {
  private static let limits = YAMLTree.Limits(depth: 128, nodes: 4_000_000)

  /// The one document in `text`.
  static func parse(_ text: String) throws(SyntaxFailure) -> DataValue {
    do throws(YAMLTree.Failure) { return value(try YAMLTree.parse(text, limits: limits)) } catch {
      throw failure(error)
    }
  }

  /// The documents in `text`, in order; none when it is empty.
  static func documents(in text: String) throws(SyntaxFailure) -> [DataValue] {
    do throws(YAMLTree.Failure) {
      return try YAMLTree.documents(in: text, limits: limits).map { value($0) }
    } catch {
      throw failure(error)
    }
  }

  static func failure(_ failure: YAMLTree.Failure) -> SyntaxFailure {
    SyntaxFailure(line: failure.line == 0 ? nil : failure.line, message: failure.message)
  }

  /// - Parameter line: of the key it stands behind; a collection of several lines begins there for who reads.
  private static func value(_ tree: YAMLTree, behind line: Int? = nil) -> DataValue {
    let begin = line ?? tree.line
    switch tree.value {
    case .scalar(let text, let isPlain):
      let isNull = isPlain && (text.isEmpty || text == "~" || text == "null")
      return DataValue(isNull ? .null : .string(text), line: tree.line)
    case .sequence(let items): return DataValue(.array(items.map { value($0) }), line: begin)
    case .mapping(let pairs):
      // A key that is no scalar means nothing in a lockfile.
      let members = pairs.compactMap { pair in
        pair.key.scalar.map { (key: $0, value: value(pair.value, behind: pair.key.line)) }
      }
      return DataValue(.table(DataTable(members)), line: begin)
    }
  }
}

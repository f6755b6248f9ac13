internal import TOMLKit
internal import PlainYAML

/// TOML as plain values.
enum TOMLText {
  static let maximumDepth = 128

  static func parse(_ text: String) throws(SyntaxFailure) -> DataValue {
    // The parser takes C strings: what is behind a NUL would be lost without a word.
    if let line = lineOfNUL(text) {
      throw SyntaxFailure(line: line, message: "not valid TOML: a NUL character")
    }
    if let line = TOMLHeaders(text).malformedLine {
      throw SyntaxFailure(line: line, message: "not valid TOML: a table header without a key")
    }
    let result = onLargeStack { () -> Result<DataValue, SyntaxFailure> in
      do {
        return .success(try value(of: try TOMLTable(string: text), depth: 0))
      } catch let failure as SyntaxFailure {
        return .failure(failure)
      } catch let error as TOMLParseError {
        return .failure(
          SyntaxFailure(line: error.source.begin.line, message: "not valid TOML: \(firstSentence(error.description))"))
      } catch {
        return .failure(SyntaxFailure(line: nil, message: "not valid TOML"))
      }
    }
    return try result.get()
  }

  private static func value(of node: some TOMLValueConvertible, depth: Int) throws(SyntaxFailure) -> DataValue {
    guard depth <= maximumDepth else {
      throw SyntaxFailure(line: nil, message: "nested more than \(maximumDepth) levels deep")
    }
    switch node.type {
    case .table:
      guard let table = node.table else { return .emptyTable }
      var members: [(String, DataValue)] = []
      // Not the table's own iterator: it unwraps by force.
      for key in table.keys {
        guard let item = table[key] else { continue }
        members.append((key, try value(of: item.tomlValue, depth: depth + 1)))
      }
      return .table(DataTable(members))
    case .array:
      guard let array = node.array else { return .array([]) }
      var items: [DataValue] = []
      for index in 0..<array.count { items.append(try value(of: array[index].tomlValue, depth: depth + 1)) }
      return .array(items)
    case .string: return .string(node.string ?? "")
    case .int: return .integer(node.int ?? 0)
    case .double: return .number(node.double ?? 0)
    case .bool: return .bool(node.bool ?? false)
    case .date, .time, .dateTime: return .date
    }
  }

  private static func lineOfNUL(_ text: String) -> Int? {
    for (index, line) in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      if line.contains(0) { return index + 1 }
      guard line.contains(UInt8(ascii: "\\")) else { continue }
      if line.text.holds("\\u0000") || line.text.holds("\\U00000000") { return index + 1 }
    }
    return nil
  }

  private static func firstSentence(_ description: String) -> String {
    description.utf8.prefix { $0 != 0x0A }.text
  }
}

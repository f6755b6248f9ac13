internal import Foundation
internal import PlainYAML

/// JSON as plain values.
enum JSONText {
  static func parse(_ text: String) throws(SyntaxFailure) -> DataValue {
    let result = onLargeStack { () -> Result<DataValue, SyntaxFailure> in
      do {
        return .success(try JSONDecoder().decode(Tree.self, from: Data(text.utf8)).value)
      } catch {
        return .failure(SyntaxFailure(line: line(of: error), message: "not valid JSON"))
      }
    }
    return try result.get()
  }

  /// Foundation tells the line in words only: "… around line 3, column 5."
  private static func line(of error: any Error) -> Int? {
    guard case DecodingError.dataCorrupted(let context) = error else { return nil }
    let description = context.underlyingError.map { String(describing: $0) } ?? ""
    guard let digits = description.split(atFirst: "around line ")?.after.utf8.prefix(while: \.isDigit) else {
      return nil
    }
    return Int(digits.text)
  }

  private struct Tree: Decodable {
    let value: DataValue

    init(from decoder: any Decoder) throws {
      if let object = try? decoder.container(keyedBy: Key.self) {
        value = .table(
          DataTable(try object.allKeys.map { ($0.stringValue, try object.decode(Tree.self, forKey: $0).value) }))
        return
      }
      if var list = try? decoder.unkeyedContainer() {
        var items: [DataValue] = []
        while !list.isAtEnd { items.append(try list.decode(Tree.self).value) }
        value = .array(items)
        return
      }
      let scalar = try decoder.singleValueContainer()
      if scalar.decodeNil() {
        value = .null
      } else if let text = try? scalar.decode(String.self) {
        value = .string(text)
      } else if let bool = try? scalar.decode(Bool.self) {
        value = .bool(bool)
      } else if let integer = try? scalar.decode(Int.self) {
        value = .integer(integer)
      } else {
        value = .number(try scalar.decode(Double.self))
      }
    }
  }

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { return nil }
  }
}

/// A JSON document as plain values.
public enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  /// A number as it is written.
  case number(String)
  case string(String)
  case array([JSONValue])
  /// In the order of the text; no two members have the same key.
  case object([Member])

  public struct Member: Hashable, Sendable {
    public let key: String
    public let value: JSONValue

    public init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// An object of those members that have a value.
  public static func object(_ members: [(String, JSONValue?)]) -> JSONValue {
    .object(members.compactMap { key, value in value.map { Member(key, $0) } })
  }

  public static func integer(_ value: Int) -> JSONValue { .number(String(value)) }

  public static func strings(_ values: [String]) -> JSONValue { .array(values.map { .string($0) }) }

  /// An object of texts.
  public static func texts(_ values: [String: String]) -> JSONValue {
    .object(values.map { Member($0.key, .string($0.value)) })
  }

  /// The member of an object; nil for any other value, too.
  public subscript(_ key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key.utf8.elementsEqual(key.utf8) }?.value
  }

  public var string: String? { if case .string(let text) = self { text } else { nil } }
  public var array: [JSONValue]? { if case .array(let items) = self { items } else { nil } }
  public var members: [Member]? { if case .object(let members) = self { members } else { nil } }

  /// An object whose values are all texts; nil for any other value.
  public var texts: [String: String]? {
    guard let members else { return nil }
    var result: [String: String] = [:]
    for member in members {
      guard let text = member.value.string, result.updateValue(text, forKey: member.key) == nil else { return nil }
    }
    return result
  }

  /// An array whose items are all texts; nil for any other value.
  public var strings: [String]? {
    guard let array else { return nil }
    let texts = array.compactMap(\.string)
    return texts.count == array.count ? texts : nil
  }

  /// What kind of value it is, for messages.
  var kindName: String {
    switch self {
    case .null: "null"
    case .bool: "a truth value"
    case .number: "a number"
    case .string: "a text"
    case .array: "a list"
    case .object: "an object"
    }
  }
}

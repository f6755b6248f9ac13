internal import PlainYAML

/// Scalars of YAML as Go programs see them that read YAML by way of JSON (sigs.k8s.io/yaml).
enum GoYAML {
  enum Scalar {
    case null
    case bool(Bool)
    case number(String)
    case text(String)
  }

  /// What becomes of a scalar where a string is wanted: `version: 1.10` is `1.1`. Empty for null and for no scalar.
  static func text(_ tree: YAMLTree) -> String {
    switch scalar(tree) {
    case .null, nil: ""
    case .bool(let value): value ? "true" : "false"
    case .number(let text), .text(let text): text
    }
  }

  /// Nil for what is no scalar.
  static func scalar(_ tree: YAMLTree) -> Scalar? {
    guard case .scalar(let text, let isPlain) = tree.value else { return nil }
    guard isPlain else { return .text(text) }
    switch text {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON": return .bool(true)
    case "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF": return .bool(false)
    default: return number(text).map { .number($0) } ?? .text(text)
    }
  }

  /// Decimal numbers as Go prints them; other notations are left as they are.
  private static func number(_ text: String) -> String? {
    let digits = text.dropping(prefix: "-") ?? text
    guard let first = digits.utf8.first, first.isDigit,
      digits.utf8.allSatisfy({ $0.isDigit || $0 == UInt8(ascii: ".") })
    else { return nil }
    if let integer = Int(text) { return first == UInt8(ascii: "0") && digits.utf8.count > 1 ? nil : String(integer) }
    guard let value = Double(text), value.isFinite, digits.holds(".") else { return nil }
    if value == value.rounded(), abs(value) < 1e6 { return String(Int(value)) }
    return value.description
  }
}

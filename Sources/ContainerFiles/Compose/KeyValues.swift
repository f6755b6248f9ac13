/// What is written as a mapping or as a list of `KEY=VALUE`, such as build arguments.
enum KeyValues {
  /// - Returns: nil for keys without a value.
  static func read(_ node: ComposeNode, _ what: String) throws(ComposeError) -> [String: String?] {
    var result: [String: String?] = [:]
    if let items = node.items {
      for item in items {
        let text = try item.string("an item of \(what)")
        let sign = text.utf8.firstIndex(of: UInt8(ascii: "="))
        let name = sign.map { String(text[..<$0]) } ?? text
        result.updateValue(sign.map { String(text[text.utf8.index(after: $0)...]) }, forKey: name)
      }
      return result
    }
    guard let mapping = node.mapping else {
      throw ComposeError(
        node.place, "\(what) must be a mapping or a list", remedy: "write it as \"NAME: value\" or \"- NAME=value\"")
    }
    for (name, value) in mapping.entries {
      guard case .scalar(let text, let kind) = value.value else {
        throw ComposeError(
          value.place, "\(ComposeError.quote(name)) in \(what) must be a string, a number or a truth value",
          remedy: "write its value on the same line")
      }
      result.updateValue(kind == .null ? nil : text, forKey: name)
    }
    return result
  }
}

/// A node of a compose file while it is read: YAML's value as Compose takes it, and its place.
struct ComposeNode {
  enum Scalar {
    case text, null, boolean, number
    /// A path that was made relative to the directory of the inputs already.
    case path
  }

  indirect enum Value {
    case scalar(String, Scalar)
    case sequence([ComposeNode])
    case mapping(ComposeMapping)
  }

  var value: Value
  var place: ComposePlace

  init(_ value: Value, at place: ComposePlace) {
    self.value = value
    self.place = place
  }

  init(text: String, at place: ComposePlace) { self.init(.scalar(text, .text), at: place) }

  var isNull: Bool { if case .scalar(_, .null) = value { true } else { false } }

  var items: [ComposeNode]? { if case .sequence(let items) = value { items } else { nil } }

  var mapping: ComposeMapping? { if case .mapping(let mapping) = value { mapping } else { nil } }

  /// The text of a string, which a number, a truth value and null are not.
  var string: String? {
    switch value {
    case .scalar(let text, .text), .scalar(let text, .path): text
    default: nil
    }
  }

  /// - Throws: for any other node, with `what` as its name.
  func string(_ what: String) throws(ComposeError) -> String {
    if let string { return string }
    let remedy =
      switch value {
      case .scalar(_, .null): "give it a value or remove it"
      case .scalar: "put it into quotes"
      default: "write it as plain text"
      }
    throw ComposeError(place, "\(what) must be a string", remedy: remedy)
  }

  /// - Throws: for any other node, with `what` as its name.
  func mapping(_ what: String) throws(ComposeError) -> ComposeMapping {
    if let mapping { return mapping }
    throw ComposeError(
      place, "\(what) must be a mapping", remedy: isNull ? "give it keys or remove it" : "write it as \"key: value\"")
  }

  /// - Throws: for any other node, with `what` as its name.
  func items(_ what: String) throws(ComposeError) -> [ComposeNode] {
    if let items { return items }
    throw ComposeError(
      place, "\(what) must be a list", remedy: isNull ? "give it items or remove it" : "begin each item with \"- \"")
  }
}

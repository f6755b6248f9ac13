/// What stands behind a `=` in HCL, as far as it is written out.
indirect enum HCLValue {
  /// A quoted text without interpolation.
  case string(String)
  case list([HCLValue])
  case object([HCLAttribute])
  /// Any other expression, as written.
  case expression(String)

  var string: String? { if case .string(let text) = self { text } else { nil } }

  subscript(_ name: String) -> HCLValue? {
    guard case .object(let attributes) = self else { return nil }
    return attributes.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
  }
}

/// `name = value`.
struct HCLAttribute {
  let name: String
  let value: HCLValue
  /// Counted from 1.
  let line: Int
}

/// `type "label" … { … }`; the file itself is one without a type.
struct HCLBlock {
  let type: String
  let labels: [String]
  var attributes: [HCLAttribute] = []
  var blocks: [HCLBlock] = []
  /// Counted from 1.
  let line: Int

  subscript(_ name: String) -> HCLAttribute? { attributes.first { $0.name.utf8.elementsEqual(name.utf8) } }

  func blocks(_ type: String) -> [HCLBlock] { blocks.filter { $0.type.utf8.elementsEqual(type.utf8) } }
}

/// The sets behind `\p{…}`: general categories and scripts.
///
/// Names are compared without regard to case, `_`, `-` and spaces. Source: Go, regexp/syntax/parse.go,
/// `unicodeTable`.
enum UnicodeProperties {
  static func named(_ name: ArraySlice<UInt32>) -> ScalarSet? {
    let name = canonical(String(String.UnicodeScalarView(name.compactMap(Unicode.Scalar.init))))
    switch name {
    case "any": return .any
    case "ascii": return ScalarSet([0...0x7F])
    case "assigned": return category("cn").inverted
    default: break
    }
    if let members = categories[name] { return union(members) }
    return scripts[name].map(decode)
  }

  /// What a name of a category stands for: short names of two letters.
  private static let categories: [String: [String]] = {
    let short = categoryData.keys + ["Cn"]
    var found: [String: [String]] = ["lc": ["Lu", "Ll", "Lt"]]
    for name in short {
      found[canonical(name)] = [name]
      found[String(canonical(name).prefix(1)), default: []].append(name)
    }
    for (long, name) in categoryNames { found[canonical(long)] = found[canonical(name)] }
    return found
  }()

  private static let scripts = Dictionary(
    scriptData.map { (canonical($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })

  private static func union(_ names: [String]) -> ScalarSet {
    names.count == 1 ? category(names[0]) : ScalarSet(names.flatMap { category($0).ranges })
  }

  private static func category(_ name: String) -> ScalarSet {
    if let data = categoryData[name] { return decode(data) }
    return ScalarSet(categoryData.values.flatMap { decode($0).ranges }).inverted
  }

  private static func canonical(_ name: String) -> String {
    var kept = ""
    for scalar in name.unicodeScalars where scalar != "_" && scalar != "-" && scalar != " " {
      kept.unicodeScalars.append(
        ("A"..."Z").contains(scalar) ? Unicode.Scalar(UInt8(scalar.value) + 0x20) : scalar)
    }
    return kept
  }

  private static func decode(_ data: StaticString) -> ScalarSet {
    var ranges: [ClosedRange<UInt32>] = []
    var end: UInt32 = 0
    for range in data.description.utf8.split(separator: UInt8(ascii: " ")) {
      let parts = range.split(separator: UInt8(ascii: "+")).map(hexadecimal)
      let start = end + parts[0]
      end = start + (parts.count > 1 ? parts[1] : 0)
      ranges.append(start...end)
    }
    return ScalarSet(ranges)
  }

  private static func hexadecimal(_ digits: some Sequence<UInt8>) -> UInt32 {
    digits.reduce(0) { $0 * 16 + UInt32($1 < 0x3A ? $1 - 0x30 : $1 - 0x61 + 10) }
  }
}

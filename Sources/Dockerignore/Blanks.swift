/// Unicode White_Space, which Go's `strings.TrimSpace` removes.
package enum Blanks {
  package static func trim(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var rest = bytes
    while let length = leading(rest) { rest = rest.dropFirst(length) }
    while let length = trailing(rest) { rest = rest.dropLast(length) }
    return rest
  }

  private static let oneByte: Set<UInt8> = [0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x20]
  private static let longer: [[UInt8]] =
    [0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000].map(utf8)
    + (UInt32(0x2000)...0x200A).map(utf8)

  private static func utf8(_ scalar: UInt32) -> [UInt8] {
    Unicode.Scalar(scalar).map { Array(String(Character($0)).utf8) } ?? []
  }

  private static func leading(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard let first = bytes.first else { return nil }
    if first < 0x80 { return oneByte.contains(first) ? 1 : nil }
    return longer.first { bytes.starts(with: $0) }?.count
  }

  private static func trailing(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard let last = bytes.last else { return nil }
    if last < 0x80 { return oneByte.contains(last) ? 1 : nil }
    return longer.first { bytes.suffix($0.count).elementsEqual($0) }?.count
  }
}

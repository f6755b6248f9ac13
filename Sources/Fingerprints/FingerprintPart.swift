/// One named part of a fingerprint: a line `value value …  name`.
public struct FingerprintPart: Sendable {
  /// The path or package, as printed; bytes, because `String` takes some different names for equal.
  public let name: [UInt8]
  /// The values before the name, in their order; what they mean depends on the scheme.
  public let values: [String]

  /// The parts of `text`, one a line.
  ///
  /// Values hold no blanks, so the first two blanks in a row end them. A line without them is all name.
  static func parse(_ text: [UInt8]) -> [FingerprintPart] {
    text.split(separator: 0x0A).map { line in
      var index = line.startIndex
      while index + 1 < line.endIndex, !(line[index] == 0x20 && line[index + 1] == 0x20) { index += 1 }
      guard index + 1 < line.endIndex else { return FingerprintPart(name: Array(line), values: []) }
      let values = line[..<index].split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
      return FingerprintPart(name: Array(line[(index + 2)...]), values: values)
    }
  }
}

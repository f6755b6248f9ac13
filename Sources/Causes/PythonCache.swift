/// Compiled Python modules. Source: PEP 552, "The new pyc format".
enum PythonCache {
  /// The times of the sources when nothing else differs; nil otherwise, and for a .pyc that is checked by a hash.
  static func values(_ left: [UInt8], _ right: [UInt8], path: [UInt8]) -> String? {
    guard path.suffix(4).elementsEqual(".pyc".utf8), left.count == right.count, left.count >= 16,
      left[4..<8].allSatisfy({ $0 == 0 }), right[4..<8].allSatisfy({ $0 == 0 }), left[..<8] == right[..<8],
      left[12...] == right[12...]
    else { return nil }
    return "\(TimeText.utc(time(left))) vs \(TimeText.utc(time(right)))"
  }

  private static func time(_ bytes: [UInt8]) -> Int64 { Int64(LittleEndian.word(bytes, at: 8)) }
}

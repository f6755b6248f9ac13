internal import Fingerprints

/// The header of a gzip file. Source: RFC 1952, 2.3.
struct GzipHeader: Equatable {
  /// Seconds since 1970; 0 for none.
  let modified: Int
  let system: UInt8
  let flags: UInt8
  let extra: [UInt8]
  let name: [UInt8]?
  let comment: [UInt8]?
  /// Bytes of the header.
  let length: Int

  /// Nil when `bytes` begin with no whole header.
  init?(_ bytes: [UInt8]) {
    guard bytes.count >= 18, bytes[0] == 0x1F, bytes[1] == 0x8B, bytes[2] == 8 else { return nil }
    flags = bytes[3]
    modified = LittleEndian.word(bytes, at: 4)
    system = bytes[9]
    var place = 10
    var extra: [UInt8] = []
    if flags & 4 != 0 {
      let end = place + 2 + LittleEndian.half(bytes, at: place)
      guard end < bytes.count else { return nil }
      extra = Array(bytes[(place + 2)..<end])
      place = end
    }
    self.extra = extra
    func text() -> [UInt8]? {
      guard let end = bytes[place...].firstIndex(of: 0) else { return nil }
      defer { place = end + 1 }
      return Array(bytes[place..<end])
    }
    name = flags & 8 != 0 ? text() : nil
    comment = flags & 16 != 0 ? text() : nil
    length = min(bytes.count, place + (flags & 2 != 0 ? 2 : 0))
  }

  /// How the two differ; nil when they do not. How strongly was compressed stands in a header, too, and is no part of
  /// this: it goes with the compressed bytes.
  static func values(_ left: GzipHeader, _ right: GzipHeader) -> String? {
    var parts: [String] = []
    if left.modified != right.modified { parts.append("time \(left.time) vs \(right.time)") }
    if left.name != right.name { parts.append("name \(shown(left.name)) vs \(shown(right.name))") }
    if left.system != right.system { parts.append("system \(left.system) vs \(right.system)") }
    if left.comment != right.comment { parts.append("comment") }
    if left.extra != right.extra { parts.append("extra field") }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  private var time: String { modified == 0 ? "none" : TimeText.utc(Int64(modified)) }

  private static func shown(_ name: [UInt8]?) -> String { name.map { PathText.escaped(BytePath($0)) } ?? "none" }
}

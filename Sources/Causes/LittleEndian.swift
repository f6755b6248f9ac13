/// Numbers in headers; what lies behind the end counts as zero.
enum LittleEndian {
  static func half(_ bytes: [UInt8], at place: Int) -> Int {
    byte(bytes, place) | byte(bytes, place + 1) << 8
  }

  static func word(_ bytes: [UInt8], at place: Int) -> Int {
    half(bytes, at: place) | half(bytes, at: place + 2) << 16
  }

  private static func byte(_ bytes: [UInt8], _ place: Int) -> Int {
    bytes.indices.contains(place) ? Int(bytes[place]) : 0
  }
}

/// Writes the files of the cache: numbers in eight bytes, the lowest first, byte strings behind their length.
struct ByteWriter {
  var bytes: [UInt8] = []

  init(reserving count: Int) { bytes.reserveCapacity(count) }

  mutating func append(_ number: Int) {
    withUnsafeBytes(of: UInt64(truncatingIfNeeded: number).littleEndian) { bytes += $0 }
  }

  mutating func append(_ string: [UInt8]) {
    append(string.count)
    bytes += string
  }
}

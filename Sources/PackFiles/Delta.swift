internal import Glibc

/// Applies a delta: a list of pieces to copy from a base and of bytes to insert.
///
/// Source: git, Documentation/gitformat-pack.txt, "Deltified representation".
enum Delta {
  /// - Throws: ``ObjectFault/malformed`` when the delta does not fit the base or itself, ``ObjectFault/tooLarge``.
  static func apply(_ delta: [UInt8], to base: [UInt8], limit: Int) throws(ObjectFault) -> [UInt8] {
    var position = 0
    guard try size(delta, &position) == base.count else { throw .malformed }
    let size = try size(delta, &position)
    guard size <= limit else { throw .tooLarge }
    // A copy takes two bytes at least and gives 16 MiB at most.
    guard size <= (delta.count - position) << 23 else { throw .malformed }
    var isWhole = false
    let result = [UInt8](unsafeUninitializedCapacity: max(1, size)) { buffer, count in
      delta.withUnsafeBytes { delta in
        base.withUnsafeBytes { base in
          isWhole = fill(UnsafeMutableRawBufferPointer(buffer), size, delta, from: position, base)
        }
      }
      count = isWhole ? size : 0
    }
    guard isWhole else { throw .malformed }
    return result
  }

  /// How many bytes the object has that `delta` makes.
  ///
  /// - Throws: ``ObjectFault/malformed``.
  static func resultSize(_ delta: [UInt8]) throws(ObjectFault) -> Int {
    var position = 0
    _ = try size(delta, &position)
    return try size(delta, &position)
  }

  /// Follows the instructions from `position` on; false when they are damaged or give another size than `size`.
  private static func fill(
    _ output: UnsafeMutableRawBufferPointer, _ size: Int, _ delta: UnsafeRawBufferPointer, from position: Int,
    _ base: UnsafeRawBufferPointer
  ) -> Bool {
    var position = position
    var written = 0
    while position < delta.count {
      let instruction = delta[position]
      position += 1
      if instruction & 0x80 == 0 {
        let count = Int(instruction)
        guard count > 0, count <= delta.count - position, count <= size - written else { return false }
        copy(delta, position, count, output, written)
        position += count
        written += count
        continue
      }
      var start = 0
      var count = 0
      for bit in 0..<4 where instruction & 1 << bit != 0 {
        guard position < delta.count else { return false }
        start |= Int(delta[position]) << (8 * bit)
        position += 1
      }
      for bit in 0..<3 where instruction & 16 << bit != 0 {
        guard position < delta.count else { return false }
        count |= Int(delta[position]) << (8 * bit)
        position += 1
      }
      if count == 0 { count = 0x10000 }
      guard start <= base.count, count <= base.count - start, count <= size - written else { return false }
      copy(base, start, count, output, written)
      written += count
    }
    return written == size
  }

  /// The caller has checked both ranges.
  private static func copy(
    _ source: UnsafeRawBufferPointer, _ start: Int, _ count: Int, _ output: UnsafeMutableRawBufferPointer, _ to: Int
  ) {
    guard let from = source.baseAddress, let target = output.baseAddress else { return }
    memcpy(target + to, from + start, count)
  }

  private static func size(_ delta: [UInt8], _ position: inout Int) throws(ObjectFault) -> Int {
    var size = 0
    var shift = 0
    while true {
      guard position < delta.count, shift <= 49 else { throw .malformed }
      let byte = delta[position]
      position += 1
      size |= Int(byte & 0x7F) << shift
      if byte & 0x80 == 0 { return size }
      shift += 7
    }
  }
}

internal import Clibdeflate

/// Inflates zlib streams; owns libdeflate's working memory, which serves one thread.
final class Inflater {
  private let decompressor: OpaquePointer

  /// - Throws: ``ObjectFault/unreadable(_:)`` when there is no memory.
  init() throws(ObjectFault) {
    guard let decompressor = libdeflate_alloc_decompressor() else { throw .unreadable(12) }
    self.decompressor = decompressor
  }

  deinit { libdeflate_free_decompressor(decompressor) }

  /// The stream that `input` begins with, which must give exactly `size` bytes.
  ///
  /// Nothing is set aside for a size that a stream of that length cannot have: deflate gives at most 1,032 bytes for
  /// one. The corresponding C function is `libdeflate_zlib_decompress`, which checks the Adler-32.
  func inflate(_ input: RawSpan, size: Int) throws(ObjectFault) -> [UInt8] {
    guard size <= input.byteCount * 1_040 else { throw .malformed }
    return try fill(input, capacity: size, isExact: true)
  }

  /// The stream that `input` is, of at most `capacity` bytes.
  func inflate(_ input: RawSpan, atMost capacity: Int) throws(ObjectFault) -> [UInt8] {
    try fill(input, capacity: capacity, isExact: false)
  }

  private func fill(_ input: RawSpan, capacity: Int, isExact: Bool) throws(ObjectFault) -> [UInt8] {
    var code = LIBDEFLATE_BAD_DATA
    // At least one byte, so that there is a buffer to name.
    let output = input.withUnsafeBytes { input in
      [UInt8](unsafeUninitializedCapacity: max(1, capacity)) { buffer, count in
        var actual = capacity
        if isExact {
          // Without a place for the actual size, any other is an error.
          code = libdeflate_zlib_decompress(
            decompressor, input.baseAddress, input.count, buffer.baseAddress, capacity, nil)
        } else {
          code = libdeflate_zlib_decompress(
            decompressor, input.baseAddress, input.count, buffer.baseAddress, capacity, &actual)
        }
        count = code == LIBDEFLATE_SUCCESS ? actual : 0
      }
    }
    switch code {
    case LIBDEFLATE_SUCCESS: return output
    case LIBDEFLATE_INSUFFICIENT_SPACE where !isExact: throw .unsupported
    default: throw .malformed
    }
  }
}

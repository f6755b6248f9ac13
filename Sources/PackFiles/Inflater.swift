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
    return try fill(input, capacity: size)
  }

  /// What becomes of a stream whose size is not known.
  enum Outcome {
    /// The whole of it, and how many bytes of the input it took.
    case whole([UInt8], consumed: Int)
    /// There is more than there was room for; what it begins with.
    case more(beginning: [UInt8])
    /// It ends too early, contradicts itself, or is no zlib stream.
    case damaged
  }

  /// The stream that `input` begins with, of at most `capacity` bytes.
  ///
  /// The corresponding C function is `libdeflate_zlib_decompress_ex`, which fills its buffer from the front: where there
  /// was too little room, the beginning is there all the same.
  func inflate(_ input: RawSpan, atMost capacity: Int, beginning length: Int) -> Outcome {
    var code = LIBDEFLATE_BAD_DATA
    var consumed = 0
    let output = input.withUnsafeBytes { input in
      [UInt8](unsafeUninitializedCapacity: max(length, capacity)) { buffer, count in
        for index in 0..<length { buffer.initializeElement(at: index, to: 0) }
        var actual = 0
        code = libdeflate_zlib_decompress_ex(
          decompressor, input.baseAddress, input.count, buffer.baseAddress, capacity, &consumed, &actual)
        count = code == LIBDEFLATE_SUCCESS ? actual : length
      }
    }
    switch code {
    case LIBDEFLATE_SUCCESS: return .whole(output, consumed: consumed)
    case LIBDEFLATE_INSUFFICIENT_SPACE: return .more(beginning: Array(output.prefix(length)))
    default: return .damaged
    }
  }

  private func fill(_ input: RawSpan, capacity: Int) throws(ObjectFault) -> [UInt8] {
    var code = LIBDEFLATE_BAD_DATA
    // At least one byte, so that there is a buffer to name.
    let output = input.withUnsafeBytes { input in
      [UInt8](unsafeUninitializedCapacity: max(1, capacity)) { buffer, count in
        // Without a place for the actual size, any other is an error.
        code = libdeflate_zlib_decompress(
          decompressor, input.baseAddress, input.count, buffer.baseAddress, capacity, nil)
        count = code == LIBDEFLATE_SUCCESS ? capacity : 0
      }
    }
    guard code == LIBDEFLATE_SUCCESS else { throw .malformed }
    return output
  }
}

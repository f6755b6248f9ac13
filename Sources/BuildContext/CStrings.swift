internal import Glibc

/// Lends `bytes` as a C string; they hold no zero byte.
func withCString<Result>(_ bytes: [UInt8], _ body: (UnsafePointer<CChar>) -> Result) -> Result {
  let terminated = bytes.map { CChar(bitPattern: $0) } + [0]
  return terminated.withUnsafeBufferPointer { buffer in
    // The array holds at least the terminating zero.
    buffer.baseAddress.map(body) ?? body(emptyText)
  }
}

nonisolated(unsafe) private let emptyText: UnsafePointer<CChar> = UnsafePointer(strdup(""))

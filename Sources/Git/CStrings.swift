internal import Glibc

/// An empty C string that lives as long as the process, for calls that insist on a pointer.
nonisolated(unsafe) let emptyText: UnsafePointer<CChar> = UnsafePointer(strdup(""))

/// Lends `bytes` as a C string; they hold no zero byte.
func withCString<Result>(_ bytes: [UInt8], _ body: (UnsafePointer<CChar>) -> Result) -> Result {
  let terminated = bytes.map { CChar(bitPattern: $0) } + [0]
  return terminated.withUnsafeBufferPointer { buffer in
    body(buffer.baseAddress ?? emptyText)
  }
}

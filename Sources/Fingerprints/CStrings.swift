/// Lends `bytes` as a C string; they hold no zero byte.
public func withCString<Result>(_ bytes: [UInt8], _ body: (UnsafePointer<CChar>) -> Result) -> Result {
  withUnsafeTemporaryAllocation(of: CChar.self, capacity: bytes.count + 1) { buffer in
    for index in bytes.indices { buffer[index] = CChar(bitPattern: bytes[index]) }
    buffer[bytes.count] = 0
    // Never empty, so there is an address.
    return body(UnsafePointer(buffer.baseAddress.unsafelyUnwrapped))
  }
}

/// Lends `bytes` as a C string; they hold no zero byte.
public func withCString<Result>(_ bytes: [UInt8], _ body: (UnsafePointer<CChar>) -> Result) -> Result {
  body(bytes.map { CChar(bitPattern: $0) } + [0])
}

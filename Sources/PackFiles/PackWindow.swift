/// The part of a pack that was last read, for reading the next entries from memory.
struct PackWindow {
  private var pack = -1
  private var start = 0
  private var count = 0
  private var bytes: [UInt8] = []
  private var nextRead = smallestRead

  /// Enough for most trees, which lie far apart.
  private static let smallestRead = 2 << 10
  /// Entries that follow one another are read in steps up to this.
  private static let largestRead = 256 << 10

  /// Lends the `wanted` bytes from `offset` on when they are held, or as many as the entries of `file` have; nil
  /// otherwise. What is lent goes on as far as is held.
  func lend<Result>(
    _ file: PackFile, number: Int, from offset: Int, wanted: Int,
    _ body: (RawSpan) throws(ObjectFault) -> Result
  ) throws(ObjectFault) -> Result? {
    guard pack == number, offset >= start, offset < file.end, offset + min(wanted, file.end - offset) <= start + count
    else { return nil }
    return try body(bytes.span.bytes.extracting((offset - start)..<count))
  }

  /// Reads so much that ``lend(_:number:from:wanted:_:)`` has the `wanted` bytes from `offset` on.
  ///
  /// - Throws: ``ObjectFault``.
  mutating func load(_ file: PackFile, number: Int, from offset: Int, wanted: Int) throws(ObjectFault) {
    guard offset >= PackFile.firstEntry, offset < file.end else { throw .truncated }
    let follows = pack == number && offset >= start && offset <= start + count + Self.smallestRead
    nextRead = follows ? min(nextRead * 2, Self.largestRead) : Self.smallestRead
    let read = min(max(wanted, nextRead), file.end - offset)
    // What is known of the old content ends here, also when reading fails.
    count = 0
    if bytes.count < read { bytes = [UInt8](unsafeUninitializedCapacity: read) { $1 = read } }
    var fault: ObjectFault?
    bytes.withUnsafeMutableBytes { buffer in
      do throws(ObjectFault) {
        try file.file.read(at: offset, into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<read]))
      } catch {
        fault = error
      }
    }
    if let fault { throw fault }
    pack = number
    start = offset
    count = read
  }
}

/// The beginning and the end of what a program writes to one stream: the middle of what is too long is dropped.
struct CapturedOutput: Sendable {
  private(set) var beginning: [UInt8] = []
  /// What came last, in two pieces of which the older one may be shortened.
  private var older: [UInt8] = []
  private var newer: [UInt8] = []
  private let half: Int
  /// Bytes that were dropped.
  private(set) var dropped: UInt64 = 0

  /// - Parameter limit: bytes to keep.
  init(limit: Int) { half = max(1, limit / 2) }

  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    let room = min(max(0, half - beginning.count), bytes.count)
    beginning += bytes[..<room]
    newer += bytes[room...]
    guard newer.count >= half else { return }
    dropped += UInt64(older.count)
    older = newer
    newer = []
  }

  /// The end alone; empty when everything fits into the beginning.
  var end: [UInt8] { older + newer }

  /// All that was kept.
  var bytes: [UInt8] { beginning + older + newer }
}

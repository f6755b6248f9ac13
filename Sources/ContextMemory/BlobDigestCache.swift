internal import Files
public import Fingerprints

/// Remembers the SHA-256 of blobs by their object id, from one invocation to the next.
///
/// One file of records sorted by id; each record carries a check over itself, and one that does not hold counts
/// as missing. The file is only ever replaced as a whole, so that readers and a killed writer do no harm; two
/// writers at once cost one of them what it would have added.
public final class BlobDigestCache: Sendable {
  /// What is known of a blob.
  public struct Known: Hashable, Sendable {
    /// In bytes.
    public let size: UInt64
    public let content: SHA256Digest

    public init(size: UInt64, content: SHA256Digest) {
      self.size = size
      self.content = content
    }
  }

  /// A blob and what is known of it.
  public struct Entry: Hashable, Sendable {
    public let id: ObjectID
    public let known: Known

    public init(id: ObjectID, known: Known) {
      self.id = id
      self.known = known
    }
  }

  /// More records than these are not kept: 64 MiB.
  public static let maximumRecords = 1_000_000

  private static let recordLength = 68
  private static let keyLength = 20
  /// Where the check over the record begins.
  private static let checkOffset = 60

  public let path: String
  /// Sorted by id.
  private let bytes: [UInt8]

  /// The cache in `directory`; an empty one where there is no usable file.
  public init(directory: String) {
    path = directory + "/blob-sha256-v1"
    if case .success(let bytes) = BoundedFile.read(path, limit: Self.maximumRecords * Self.recordLength),
      bytes.count % Self.recordLength == 0
    {
      self.bytes = bytes
    } else {
      bytes = []
    }
  }

  public var count: Int { bytes.count / Self.recordLength }

  /// What is known of the blob `id`; `hasher` is a SHA-256 to check the record with.
  public func find(_ id: ObjectID, hasher: borrowing MessageDigest) -> Known? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if precedes(middle, id.bytes) { low = middle + 1 } else { high = middle }
    }
    guard low < count, let entry = entry(at: low, hasher: hasher), entry.id == id else { return nil }
    return entry.known
  }

  public var byteCount: Int { bytes.count }

  /// The record at `index`, from 0; nil when its check does not hold.
  public func entry(at index: Int, hasher: borrowing MessageDigest) -> Entry? {
    let start = index * Self.recordLength
    let record = bytes[start..<(start + Self.recordLength)]
    guard
      record.suffix(Self.recordLength - Self.checkOffset).elementsEqual(
        Self.check(Array(record.prefix(Self.checkOffset)), hasher))
    else { return nil }
    let size = record.dropFirst(Self.keyLength).prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return Entry(
      id: ObjectID(Array(record.prefix(Self.keyLength))),
      known: Known(size: size, content: SHA256Digest(Array(record.dropFirst(28).prefix(32)))))
  }

  /// Adds what was learnt; a cache that cannot be written is left as it is.
  public func add(_ learnt: [Entry]) {
    guard !learnt.isEmpty, let hasher = try? MessageDigest(.sha256) else { return }
    let sorted = learnt.sorted { $0.id < $1.id }
    var merged: [UInt8] = []
    merged.reserveCapacity(bytes.count + sorted.count * Self.recordLength)
    // When all would be too many, the old ones go: what was just used is what is used next.
    var old = count + sorted.count > Self.maximumRecords ? count : 0
    var last: ObjectID?
    for entry in sorted.prefix(Self.maximumRecords) where entry.id != last {
      last = entry.id
      let first = old
      while old < count, precedes(old, entry.id.bytes) { old += 1 }
      merged += bytes[(first * Self.recordLength)..<(old * Self.recordLength)]
      if old < count, !precedes(entry.id.bytes, old) { old += 1 }
      merged += Self.record(entry.id, entry.known, hasher)
    }
    merged += bytes[(old * Self.recordLength)...]
    CacheFiles.write(merged, to: path)
  }

  private func precedes(_ index: Int, _ id: [UInt8]) -> Bool { compare(index, id) < 0 }

  private func precedes(_ id: [UInt8], _ index: Int) -> Bool { compare(index, id) > 0 }

  private func compare(_ index: Int, _ id: [UInt8]) -> Int {
    let start = index * Self.recordLength
    for offset in 0..<Self.keyLength where bytes[start + offset] != id[offset] {
      return bytes[start + offset] < id[offset] ? -1 : 1
    }
    return 0
  }

  private static func record(_ id: ObjectID, _ known: Known, _ hasher: borrowing MessageDigest) -> [UInt8] {
    var record = id.bytes
    for shift in stride(from: 56, through: 0, by: -8) {
      record.append(UInt8(truncatingIfNeeded: known.size >> UInt64(shift)))
    }
    record += known.content.bytes
    return record + check(record, hasher)
  }

  /// The first eight bytes of the record's SHA-256.
  private static func check(_ record: [UInt8], _ hasher: borrowing MessageDigest) -> [UInt8] {
    hasher.update(record)
    return Array(hasher.finish().prefix(recordLength - checkOffset))
  }
}

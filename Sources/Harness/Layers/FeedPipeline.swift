internal import Dispatch
internal import Fingerprints

/// Computes something of a context's entries and their bytes, as they come.
protocol FeedConsumer: AnyObject {
  func begin(_ entry: FedEntry)
  /// The next bytes of the file that was begun.
  func update(_ bytes: RawSpan)
  func end()
}

/// Hands the entries of a context to several consumers, each on a thread of its own, while the next ones are read.
///
/// Digests that are made of one stream of bytes cannot be spread over threads, but different digests can. What is
/// between reader and consumers is bounded.
final class FeedPipeline {
  /// What is read before it is handed on, in bytes and in entries; there are at most two batches.
  private static let batchBytes = 4 << 20
  private static let batchEntries = 4096

  private enum Event: Sendable {
    case begin(FedEntry)
    case bytes(Range<Int>)
    case end
  }

  private struct Batch: Sendable {
    var events: [Event] = []
    var bytes: [UInt8] = []
    var entries = 0
  }

  /// A consumer works on one batch at a time, and batches follow each other.
  private struct Lane: @unchecked Sendable {
    let consumer: any FeedConsumer
    /// Of its own, so that its thread is there at once however busy the pool is.
    let queue = DispatchQueue(label: "lockstep.lane")

    init(_ consumer: any FeedConsumer) { self.consumer = consumer }
  }

  private let lanes: [Lane]
  private let busy = DispatchGroup()
  private var batch = Batch()

  init(_ consumers: [any FeedConsumer]) { lanes = consumers.map(Lane.init) }

  /// Reads all of `feed`; when it returns, all consumers have seen everything.
  ///
  /// - Throws: what the feed throws.
  static func run<Feed: ContentFeed & ~Copyable>(_ feed: inout Feed, _ consumers: [any FeedConsumer]) throws {
    let pipeline = FeedPipeline(consumers)
    defer { pipeline.busy.wait() }
    while let entry = try feed.next() {
      pipeline.batch.events.append(.begin(entry))
      if entry.isFile { try feed.read(pipeline.add) }
      pipeline.batch.events.append(.end)
      pipeline.batch.entries += 1
      if pipeline.batch.bytes.count >= batchBytes || pipeline.batch.entries >= batchEntries { pipeline.handOn() }
    }
    pipeline.handOn()
  }

  private func add(_ bytes: RawSpan) {
    var rest = bytes
    while !rest.isEmpty {
      let piece = rest.extracting(first: min(rest.byteCount, Self.batchBytes))
      let start = batch.bytes.count
      piece.withUnsafeBytes { batch.bytes.append(contentsOf: $0) }
      batch.events.append(.bytes(start..<batch.bytes.count))
      rest = rest.extracting(droppingFirst: piece.byteCount)
      if batch.bytes.count >= Self.batchBytes { handOn() }
    }
  }

  private func handOn() {
    busy.wait()
    let full = batch
    batch = Batch()
    batch.bytes.reserveCapacity(Self.batchBytes + (1 << 20))
    for lane in lanes {
      lane.queue.async(group: busy) { Self.feed(full, to: lane.consumer) }
    }
  }

  private static func feed(_ batch: Batch, to consumer: any FeedConsumer) {
    let bytes = batch.bytes.span.bytes
    for event in batch.events {
      switch event {
      case .begin(let entry): consumer.begin(entry)
      case .bytes(let range): consumer.update(bytes.extracting(range))
      case .end: consumer.end()
      }
    }
  }
}

internal import BuildContext
internal import ContextMemory
internal import Fingerprints
internal import Foundation
internal import Harness
internal import Model
internal import Verdicts

/// A byte that chooses which file the rest is, of those that Lockstep writes and reads again.
enum RecordsCheck {
  static func run(_ input: [UInt8]) throws {
    guard let choice = input.first else { return }
    let content = Array(input.dropFirst())
    switch choice % 7 {
    case 0: try record(content)
    case 1: try fileMemory(content)
    case 2: try snapshot(content)
    case 3: try answer(content)
    case 4: try blobDigests(content)
    case 5: try capture(content)
    default: try locks(content)
    }
  }

  /// What is read of a record and written reads as the same.
  private static func record(_ content: [UInt8]) throws {
    guard let text = String(validating: content, as: UTF8.self) else { return }
    let record: Record
    do throws(RecordFormatError) {
      record = try Record(text: text)
    } catch {
      return try require((1...lineCount(content)).contains(error.line), "line \(error.line) of a mistake")
    }
    let written = Record(scenario: record.scenario, fingerprints: record.fingerprints).text
    let again = try? Record(text: written)
    try require(again != nil, "a record that is written can be read: \(written)")
    try require(again?.text == written, "a record that is written reads as the same one: \(written)")
    func parts(_ record: Record?) -> [[[UInt8]]]? {
      record?.fingerprints.map { [$0.subject, $0.scheme, $0.digest, $0.text].map { Array($0.utf8) } }
    }
    try require(parts(again) == parts(record), "no byte of a record is lost: \(written)")
  }

  private static func fileMemory(_ content: [UInt8]) throws {
    let bytes = Array("lockstep file memory 2\n".utf8) + content
    let stored = bytes + (try SHA256Digest.of(bytes)).bytes
    try require(try FileMemory(stored: bytes + [UInt8](repeating: 0, count: 32)) == nil, "a check is looked at")
    guard let memory = try FileMemory(stored: stored) else { return }
    try require(memory.stored == stored, "what is stored is what was read")
    // Anything may be asked about: what the file has, and what lies between.
    for start in stride(from: 0, to: content.count - 40, by: max(1, content.count / 64)) {
      let numbers = (0..<5).map { number in
        content[(start + 8 * number)..<(start + 8 * number + 8)].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      }
      let stamp = FileStamp(
        device: numbers[1], inode: numbers[0], size: numbers[2], modified: Int64(bitPattern: numbers[3]),
        changed: Int64(bitPattern: numbers[4]))
      try require(memory.content(stamp) == memory.content(stamp), "asking twice is the same")
      if let names = memory.names(stamp) { try require(names.count <= content.count, "names are in the file") }
    }
    let repository = try ScratchRepository()
    _ = memory.holds(try DirectoryTree(repository.directory), threads: 1)
  }

  private static func snapshot(_ content: [UInt8]) throws {
    let bytes = Array("lockstep context snapshot 1\n".utf8) + content
    let stored = bytes + (try SHA256Digest.of(bytes)).bytes
    guard let snapshot = try ContextSnapshot(stored: stored) else { return }
    let written = try snapshot.stored()
    try require(try ContextSnapshot(stored: written)?.stored() == written, "what is stored reads as the same")
    try require(snapshot.sum.entries >= 0 && snapshot.sum.ignored >= 0, "sums are none below zero")
    try require(snapshot.tree != nil, "there is a root")
    _ = snapshot.attributeFiles(above: snapshot.origin.directory)
  }

  private static func answer(_ content: [UInt8]) throws {
    let repository = try ScratchRepository()
    let store = AnswerStore(cache: repository.directory + "/cache")
    let question = try SHA256Digest.of(Array("a question".utf8))
    try store.keep(content, for: question)
    defer { try? FileManager.default.removeItem(atPath: repository.directory + "/cache") }
    try require(try store.find(question) == content, "an answer that is kept is found")
    try require(try store.all() == [content], "it is the only one")
    guard
      let file = try? FileManager.default.contentsOfDirectory(atPath: repository.directory + "/cache/answers-v1").first
    else { return try require(false, "there is a file") }
    try repository.write(content, to: "cache/answers-v1/" + file)
    try require(try store.find(question) == nil, "what is no answer is not found")
  }

  /// Records without their checks, which are added, then what follows the last whole one as it is.
  private static func blobDigests(_ content: [UInt8]) throws {
    let repository = try ScratchRepository()
    let hasher = try MessageDigest(.sha256)
    var bytes: [UInt8] = []
    var ids: [ObjectID] = []
    for start in stride(from: 0, to: content.count - 59, by: 60) {
      let record = Array(content[start..<(start + 60)])
      ids.append(ObjectID(Array(record.prefix(20))))
      hasher.update(record)
      bytes += record + hasher.finish().prefix(8)
    }
    try repository.write(bytes + content.suffix(content.count % 60), to: "blob-sha256-v1")
    let cache = BlobDigestCache(directory: repository.directory)
    try require(cache.byteCount <= bytes.count, "there is no more than the file has")
    for id in ids + [ObjectID([UInt8](repeating: 0, count: 20))] {
      if let known = cache.find(id, hasher: hasher) {
        try require(
          (0..<cache.count).contains { cache.entry(at: $0, hasher: hasher) == .init(id: id, known: known) },
          "what is found is there")
      }
    }
    let learnt = BlobDigestCache.Entry(
      id: ObjectID(Array((content + [UInt8](repeating: 3, count: 20)).prefix(20))),
      known: BlobDigestCache.Known(size: 5, content: try SHA256Digest.of(content)))
    let isSorted = zip(ids, ids.dropFirst()).allSatisfy { $0 < $1 }
    cache.add([learnt])
    let grown = BlobDigestCache(directory: repository.directory)
    // A file that is not sorted is damaged: then nothing is promised but an end.
    if isSorted { try require(grown.find(learnt.id, hasher: hasher) == learnt.known, "what is added is found") }
  }

  /// A capture that is read and written again reads as the same.
  private static func capture(_ content: [UInt8]) throws {
    let report: LayersReport
    do throws(Breakdown) {
      report = try LayersCaptureReading.read(content, name: "made-up.json")
    } catch {
      return try requireSafe(error.message, "a mistake")
    }
    let written = try JSONEncoder().encode(LayersCapture(report))
    do throws(Breakdown) {
      let again = try LayersCaptureReading.read(Array(written), name: "made-up.json")
      if again != report { throw Breakdown(.usage, "it reads as another") }
    } catch {
      try require(false, "a capture that is written reads as the same: \(error.message)")
    }
    _ = LayersComparison(report, report)
  }

  private static func locks(_ content: [UInt8]) throws {
    let document: LocksDocument?
    do throws(Breakdown) {
      document = try LocksDocumentReading.read(content, name: "made-up.json")
    } catch {
      return try requireSafe(error.message, "a mistake")
    }
    guard let document else { return }
    let written = try JSONEncoder().encode(document)
    try require(
      (try? LocksDocumentReading.read(Array(written), name: "made-up.json")) == document,
      "a report that is written reads as the same")
  }
}

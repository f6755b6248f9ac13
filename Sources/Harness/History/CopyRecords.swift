internal import BuildContext
internal import CopyDigests
internal import Fingerprints
internal import Git

/// What BuildKit stores of the entries of a commit's context; each blob is read once, in however many commits it is.
final class CopyRecords {
  /// What the digest of a file's record depends on, besides attributes.
  private struct Key: Hashable {
    let id: ObjectID
    let isExecutable: Bool
    let arrivesEmpty: Bool
  }

  private struct Known {
    let size: UInt64
    let record: SHA256Digest
    let content: SHA256Digest
  }

  private let objectsDirectory: String
  private let directory: BytePath
  private var known: [Key: Known] = [:]
  private var links: [ObjectID: [UInt8]] = [:]

  init(objectsDirectory: String, directory: BytePath) {
    self.objectsDirectory = objectsDirectory
    self.directory = directory
  }

  /// The same as reading everything would give.
  ///
  /// - Parameter attributes: of the commit, by path from the repository's root.
  /// - Throws: ``GitFailure``, ``DigestUnavailable``.
  func digests(
    _ walk: ContextWalk<GitTree>.Result, attributes: [(path: BytePath, id: ObjectID)]
  ) throws -> ContextDigests {
    var reading = try Reading(objectsDirectory, attributes)
    let empty = Set(walk.arrivingEmpty)
    var records: [ContentRecord] = []
    var entries: [ContextEntry] = []
    records.reserveCapacity(walk.selected.count)
    entries.reserveCapacity(walk.selected.count)
    for selected in walk.selected {
      let id = selected.node.entry.id
      switch selected.node.entry.kind {
      case .directory, .submodule:
        records.append(reading.hasher.record(ContentEntry(path: selected.path, kind: .directory, mode: 0o755)))
      case .symlink:
        let target = try target(of: selected.path, id, &reading)
        records.append(
          reading.hasher.record(ContentEntry(path: selected.path, kind: .symlink(target: target), mode: 0o777)))
      case .file(let isExecutable):
        let file = try file(
          ReplacedFiles.File(path: selected.path, id: id, isExecutable: isExecutable),
          arrivesEmpty: empty.contains(selected.path), &reading)
        records.append(file.record)
        entries.append(
          ContextEntry(
            path: selected.path, kind: .file(executable: isExecutable, content: file.content),
            size: Self.size(file.record), permissions: file.record.entry.mode))
      }
    }
    return ContextDigests(records: records, entries: entries, schemes: [:])
  }

  /// What is stored of `files`.
  ///
  /// - Throws: as above.
  func replacements(
    _ files: [ReplacedFiles.File], empty: Set<BytePath>, attributes: [(path: BytePath, id: ObjectID)]
  ) throws -> [LayersSurvey.Replacement] {
    if files.isEmpty { return [] }
    var reading = try Reading(objectsDirectory, attributes)
    return try files.map { try file($0, arrivesEmpty: empty.contains($0.path), &reading) }
  }

  /// What reads and hashes the files of one commit.
  private struct Reading: ~Copyable {
    var reader: CheckoutReader
    var hasher: RecordHasher
    let plain: MessageDigest
    let hasAttributes: Bool

    init(_ objectsDirectory: String, _ attributes: [(path: BytePath, id: ObjectID)]) throws {
      var reader = try CheckoutReader(objectsDirectory: objectsDirectory)
      for file in attributes { try reader.add(attributeFile: file.path, id: file.id) }
      let hasher = try RecordHasher()
      let plain = try MessageDigest(.sha256)
      self.reader = reader
      self.hasher = hasher
      self.plain = plain
      hasAttributes = !attributes.isEmpty
    }
  }

  private func file(
    _ file: ReplacedFiles.File, arrivesEmpty: Bool, _ reading: inout Reading
  ) throws -> LayersSurvey.Replacement {
    let path = directory.appending(file.path)
    let isFiltered = reading.hasAttributes ? try reading.reader.isFiltered(path) : false
    let key = Key(id: file.id, isExecutable: file.isExecutable, arrivesEmpty: arrivesEmpty)
    func entry(_ size: UInt64) -> ContentEntry {
      ContentEntry(path: file.path, kind: .file(size: size), mode: file.isExecutable ? 0o755 : 0o644)
    }
    if !isFiltered, let known = known[key] {
      return LayersSurvey.Replacement(
        record: ContentRecord(entry(known.size), digest: known.record), content: known.content)
    }
    let bytes = try reading.reader.withContent(of: path, id: file.id, isVerbatim: !isFiltered) {
      $0.withUnsafeBytes { Array($0) }
    }
    reading.plain.update(bytes)
    let content = reading.plain.finishSHA256()
    let size = UInt64(bytes.count)
    let record = reading.hasher.record(entry(size), content: arrivesEmpty ? [] : bytes)
    if !isFiltered { known[key] = Known(size: size, record: record.digest, content: content) }
    return LayersSurvey.Replacement(record: record, content: content)
  }

  private func target(of path: BytePath, _ id: ObjectID, _ reading: inout Reading) throws -> [UInt8] {
    if let known = links[id] { return known }
    let target = try reading.reader.withContent(of: directory.appending(path), id: id, isVerbatim: true) {
      $0.withUnsafeBytes { Array($0) }
    }
    links[id] = target
    return target
  }

  private static func size(_ record: ContentRecord) -> UInt64 {
    if case .file(let size) = record.entry.kind { size } else { 0 }
  }
}

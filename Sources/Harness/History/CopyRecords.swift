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
    var reader = try CheckoutReader(objectsDirectory: objectsDirectory)
    for file in attributes { try reader.add(attributeFile: file.path, id: file.id) }
    var hasher = try RecordHasher()
    let plain = try MessageDigest(.sha256)
    let empty = Set(walk.arrivingEmpty)
    var records: [ContentRecord] = []
    var entries: [ContextEntry] = []
    records.reserveCapacity(walk.selected.count)
    entries.reserveCapacity(walk.selected.count)
    for selected in walk.selected {
      let path = directory.appending(selected.path)
      let id = selected.node.entry.id
      switch selected.node.entry.kind {
      case .directory, .submodule:
        records.append(hasher.record(ContentEntry(path: selected.path, kind: .directory, mode: 0o755)))
      case .symlink:
        let target: [UInt8]
        if let known = links[id] {
          target = known
        } else {
          target = try reader.withContent(of: path, id: id, isVerbatim: true) { $0.withUnsafeBytes { Array($0) } }
          links[id] = target
        }
        records.append(hasher.record(ContentEntry(path: selected.path, kind: .symlink(target: target), mode: 0o777)))
      case .file(let isExecutable):
        let isFiltered = attributes.isEmpty ? false : try reader.isFiltered(path)
        let key = Key(id: id, isExecutable: isExecutable, arrivesEmpty: empty.contains(selected.path))
        func entry(_ size: UInt64) -> ContentEntry {
          ContentEntry(path: selected.path, kind: .file(size: size), mode: isExecutable ? 0o755 : 0o644)
        }
        let file: Known
        if !isFiltered, let known = known[key] {
          file = known
        } else {
          let bytes = try reader.withContent(of: path, id: id, isVerbatim: !isFiltered) {
            $0.withUnsafeBytes { Array($0) }
          }
          plain.update(bytes)
          let size = UInt64(bytes.count)
          file = Known(
            size: size, record: hasher.record(entry(size), content: key.arrivesEmpty ? [] : bytes).digest,
            content: plain.finishSHA256())
          if !isFiltered { known[key] = file }
        }
        records.append(ContentRecord(entry(file.size), digest: file.record))
        entries.append(
          ContextEntry(
            path: selected.path, kind: .file(executable: isExecutable, content: file.content), size: file.size,
            permissions: isExecutable ? 0o755 : 0o644))
      }
    }
    return ContextDigests(records: records, entries: entries, schemes: [:])
  }
}

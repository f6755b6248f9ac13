internal import BuildContext
internal import Fingerprints
internal import Git
internal import Lockfiles
internal import Model

/// The lockfiles of the commits of a history; each is parsed again only when something it was made of is another.
final class LockTimeline {
  /// A lockfile of a commit.
  private struct Place {
    let path: String
    let id: ObjectID
  }

  private struct DirectoryKey: Hashable {
    let path: BytePath
    let id: ObjectID
  }

  private struct Reading {
    let id: ObjectID
    let source: LockReads
    let lock: Lockfile
  }

  private let objects: CheckoutObjects
  private let directory: BytePath
  /// The lockfiles in a directory and below it, by where it is and what its tree is.
  private var places: [DirectoryKey: [Place]] = [:]
  /// The last readings of each path, the newest last.
  private var readings: [TextKey: [Reading]] = [:]

  /// - Parameter directory: where lockfiles are looked for, from the repository's root.
  init(_ objects: CheckoutObjects, directory: BytePath) {
    self.objects = objects
    self.directory = directory
  }

  /// One change for each lockfile whose meaning in `new` is another than in `old`, in byte order of their paths.
  ///
  /// - Throws: ``GitFailure``, ``DigestUnavailable``.
  func changes(from old: ObjectID?, to new: ObjectID) throws -> [HistoryChange] {
    let before = try locks(old)
    let after = try locks(new)
    let paths = Set(before.keys).union(after.keys).sorted { Array($0.text.utf8).precedes(Array($1.text.utf8)) }
    return paths.compactMap { Self.change($0.text, before[$0], after[$0]) }
  }

  private static func change(_ path: String, _ old: Lockfile?, _ new: Lockfile?) -> HistoryChange? {
    // What cannot be read has nothing but its bytes.
    let (before, after) = (old.map { $0.semantic ?? $0.bytes }, new.map { $0.semantic ?? $0.bytes })
    guard before?.digest != after?.digest else { return nil }
    var reasons: [String] = []
    if old == nil { reasons.append("the lockfile is new") }
    if new == nil { reasons.append("the lockfile is gone") }
    if let new, new.semantic == nil { reasons.append("it cannot be read") }
    if let old, old.semantic == nil, new?.semantic != nil { reasons.append("it can be read again") }
    let empty = Fingerprint(subject: "", scheme: "lock-semantic-v1", digest: "", text: "")
    let differences = FingerprintDifference.between(old?.semantic ?? empty, new?.semantic ?? empty)
    return HistoryChange(
      .lock, path, before: before?.digest, after: after?.digest, differences.map { HistoryChange.Part($0) },
      isFirst: old == nil || new == nil,
      reasons: reasons)
  }

  private func locks(_ tree: ObjectID?) throws -> [TextKey: Lockfile] {
    guard let tree, let source = try source(tree) else { return [:] }
    let found = try lockfiles(in: source.root, at: .root)
    let own = Set(LockfileReader.lockfiles(among: found.map(\.path)).map(TextKey.init))
    var locks: [TextKey: Lockfile] = [:]
    for place in found where own.contains(TextKey(place.path)) {
      if let lock = try read(place, in: source) { locks[TextKey(place.path)] = lock }
    }
    return locks
  }

  private func source(_ tree: ObjectID) throws -> GitTree? {
    do {
      return try GitTree(objects, root: tree, directory: directory)
    } catch let breakdown as Breakdown where breakdown.domain == .usage {
      return nil
    }
  }

  private func read(_ place: Place, in source: GitTree) throws -> Lockfile? {
    let key = TextKey(place.path)
    let known = readings[key, default: []]
    if let reading = known.last(where: { $0.id == place.id && $0.source.holds(in: source, objects) }) {
      return reading.lock
    }
    guard case .file(let bytes) = try source.look(at: BytePath(place.path)) else { return nil }
    let reads = LockReads(source, objects)
    let lock = try LockfileReader.read(place.path, bytes: bytes, from: reads)
    reads.close()
    readings[key] = known.suffix(3) + [Reading(id: place.id, source: reads, lock: lock)]
    return lock
  }

  private func lockfiles(in tree: ObjectID, at path: BytePath) throws -> [Place] {
    let key = DirectoryKey(path: path, id: tree)
    if let known = places[key] { return known }
    var found: [Place] = []
    for entry in try objects.reader.store.entries(ofTree: tree, what: PathText.visible(path)) {
      let child = path.appending(entry.name)
      switch entry.kind {
      case .directory: found += try lockfiles(in: entry.id, at: child)
      case .file:
        guard let text = child.utf8Text, LockfileReader.format(ofPath: text) != nil else { continue }
        found.append(Place(path: text, id: entry.id))
      case .symlink, .submodule: continue
      }
    }
    places[key] = found
    return found
  }
}

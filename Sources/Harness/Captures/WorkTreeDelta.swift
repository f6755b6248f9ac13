internal import BuildContext
internal import Captures
internal import Fingerprints
internal import Git

/// What in a work tree differs from a clean checkout of its HEAD.
struct WorkTreeDelta {
  private(set) var entries: [CapturedEntry] = []
  /// The umask that most tracked entries were written under.
  let umask: UInt16
  /// Tracked files that differ from HEAD.
  private(set) var changed = 0

  private let live: CapturedTree
  private let files: DirectoryTree
  private let head: CheckoutEntries

  /// - Parameters:
  ///   - indexed: paths in the index, from the context's root.
  ///   - isIgnored: whether git's rules ignore an untracked path.
  /// - Throws: ``GitFailure``, ``ContextFailure``, ``DigestUnavailable``.
  init(
    _ live: CapturedTree, _ files: DirectoryTree, against head: CheckoutEntries, indexed: Set<BytePath>,
    isIgnored: (BytePath) throws -> Bool
  ) throws {
    self.live = live
    self.files = files
    self.head = head
    umask = Self.umask(of: live, head)
    let tracked = Self.directories(above: indexed)
    let paths = (live.entries.keys + head.tree.entries.keys.filter { live.entries[$0] == nil }).sorted()
    // Of untracked directories, whether they are ignored as a whole.
    var ignored: Set<BytePath> = []
    for path in paths where !isInSubmodule(path) {
      let (here, there) = (live.entries[path], head.tree.entries[path])
      switch (here, there) {
      case (nil, let there?):
        if let dropped = droppedAbove(path) {
          if there.inContext { entries.append(droppedHere(there, dropped)) }
        } else if let entry = missing(there, at: path) {
          entries.append(entry)
        }
      case (let here?, nil):
        var entry = here
        if head.has(path) || here.type == .directory && tracked.contains(path) {
          // In HEAD it lies in a directory that the rules there drop as a whole.
          if !here.inContext { continue }
          entry.head = CapturedEntry.Base(type: here.type, executable: nil, sha256: nil, inContext: false)
        } else if indexed.contains(path) {
          entry.status = .added
        } else {
          let isBelow = ignored.contains(path.parent)
          let isDropped = try isBelow || isIgnored(path)
          if isDropped, here.type == .directory { ignored.insert(path) }
          entry.status = isDropped ? .ignored : .untracked
        }
        entries.append(try looked(entry, at: path))
      case (let here?, let there?): if let entry = try changed(here, there, at: path) { entries.append(entry) }
      case (nil, nil): break
      }
    }
  }

  private func isInSubmodule(_ path: BytePath) -> Bool {
    head.submodules.keys.contains { path == $0 || path.relative(to: $0) != nil }
  }

  /// All directories that hold something of the index.
  private static func directories(above paths: Set<BytePath>) -> Set<BytePath> {
    var found: Set<BytePath> = []
    for path in paths {
      var directory = path.parent
      while !directory.isRoot, found.insert(directory).inserted { directory = directory.parent }
    }
    return found
  }

  /// The directory above `path` that the rules drop as a whole; nil when there is none.
  private func droppedAbove(_ path: BytePath) -> CapturedEntry? {
    var directory = path.parent
    while !directory.isRoot {
      if let entry = live.entries[directory] { return entry.inContext || entry.type != .directory ? nil : entry }
      directory = directory.parent
    }
    return nil
  }

  private func droppedHere(_ there: CapturedEntry, _ dropped: CapturedEntry) -> CapturedEntry {
    var entry = CapturedEntry(path: there.path, type: there.type, status: .tracked, inContext: false)
    entry.dockerignoreRule = dropped.dockerignoreRule
    entry.head = base(there)
    return entry
  }

  private mutating func missing(_ there: CapturedEntry, at path: BytePath) -> CapturedEntry? {
    guard there.type != .directory || there.inContext else { return nil }
    var entry = CapturedEntry(path: there.path, type: there.type, status: .missing, inContext: there.inContext)
    entry.head = base(there)
    if there.type != .directory { changed += 1 }
    return entry
  }

  private mutating func changed(
    _ here: CapturedEntry, _ there: CapturedEntry, at path: BytePath
  ) throws -> CapturedEntry? {
    var entry = here
    if here.inContext, there.inContext { entry.xattrs = try files.attributeDigest(of: path) }
    let isOther =
      here.type != there.type
      || here.inContext && there.inContext
        && (here.sha256 != there.sha256 || here.executable != there.executable)
    let isOtherwise =
      here.inContext != there.inContext || entry.xattrs != nil
      || here.inContext && here.type != .link && here.mode != Capture.mode(of: here, umask: umask)
    guard isOther || isOtherwise else { return nil }
    if isOther {
      entry.status = .modified
      changed += 1
    }
    var base = base(there)
    if here.sha256 != there.sha256 {
      entry = try looked(entry, at: path)
      if there.type == .file, let bytes = try head.content(of: path) {
        let look = try TextLook(bytes)
        (base.eol, base.lfSha256, base.lfs) = (look.eol, look.lfSha256, look.lfs)
      }
    }
    entry.head = base
    return entry
  }

  private func base(_ there: CapturedEntry) -> CapturedEntry.Base {
    var base = CapturedEntry.Base(
      type: there.type, executable: there.executable, sha256: there.sha256, inContext: there.inContext)
    base.size = there.size
    base.linkTarget = there.linkTarget
    return base
  }

  /// With what the content of a file says.
  private func looked(_ entry: CapturedEntry, at path: BytePath) throws -> CapturedEntry {
    guard entry.inContext else { return entry }
    var entry = entry
    if entry.xattrs == nil { entry.xattrs = try files.attributeDigest(of: path) }
    return try entry.withText(at: path, in: files)
  }

  /// The umask that explains the modes of most tracked files and directories; that of a clean checkout when several do.
  private static func umask(of live: CapturedTree, _ head: CheckoutEntries) -> UInt16 {
    var modes: [ModeCase: Int] = [:]
    for (path, entry) in live.entries {
      guard entry.inContext, entry.type == .file || entry.type == .directory,
        head.tree.entries[path]?.type == entry.type,
        let mode = entry.mode.flatMap({ UInt16($0, radix: 8) })
      else { continue }
      modes[ModeCase(mode: mode, full: entry.type == .directory || entry.executable == true), default: 0] += 1
    }
    let candidates = Set(modes.keys.map { ($0.full ? 0o777 : 0o666) & ~$0.mode }).union([Capture.plainUmask])
    func count(_ umask: UInt16) -> Int {
      modes.reduce(0) { sum, mode in
        sum + ((mode.key.full ? 0o777 : 0o666) & ~umask == mode.key.mode ? mode.value : 0)
      }
    }
    return candidates.sorted { ($0 == Capture.plainUmask ? 0 : 1, $0) < ($1 == Capture.plainUmask ? 0 : 1, $1) }
      .max { count($0) < count($1) } ?? Capture.plainUmask
  }

  private struct ModeCase: Hashable {
    let mode: UInt16
    /// Whether the mode comes from 0777 and not from 0666.
    let full: Bool
  }
}

extension DirectoryTree {
  /// SHA-256 of the extended attributes of the entry at `path`, 64 digits; nil without any but SELinux's label, which
  /// all entries have where any has one.
  func attributeDigest(of path: BytePath) throws -> String? {
    let attributes = try extendedAttributes(of: path).filter { !$0.key.elementsEqual("security.selinux".utf8) }
    if attributes.isEmpty { return nil }
    var bytes: [UInt8] = []
    for (name, value) in attributes.sorted(by: { $0.key.precedes($1.key) }) { bytes += name + [0] + value + [0] }
    return try SHA256Digest.of(bytes).hex
  }
}

internal import Fingerprints

extension Capture {
  /// Entries of an untracked directory from which on it stands for them.
  private static let largeDirectory = 50
  /// So many entries stay well below 5 MB of JSON.
  public static let mostEntries = 12_000

  /// With one entry for each large directory that the commit does not have, and, where there still are too many entries,
  /// for directories all of whose entries differ from HEAD in the same way.
  public func compacted() throws -> Capture {
    var capture = self
    capture.entries = try Self.gathered(entries) { entry in
      [.untracked, .ignored].contains(entry.status) ? .untracked : nil
    } when: {
      $0.count > Self.largeDirectory
    }
    var depth = 12
    while capture.entries.count > Self.mostEntries, depth >= 0 {
      capture.entries = try Self.gathered(capture.entries, below: depth) { entry in
        if [.untracked, .ignored].contains(entry.status) { return .untracked }
        if entry.status == .missing { return .missing }
        guard let head = entry.head else { return .content }
        if head.inContext != entry.inContext { return .ignoreRule }
        if head.sha256 == entry.sha256 { return head.executable == entry.executable ? .umask : .executableBit }
        return entry.neutralDigest == head.sha256 ? .lineEnds : .modified
      } when: { _ in
        true
      }
      depth -= 1
    }
    return capture
  }

  /// Puts one entry in the place of those below a directory that are all of one kind.
  ///
  /// - Parameters:
  ///   - depth: directories nearer to the root are left as they are; nil to take the outermost that is an entry itself.
  ///   - kind: nil for what stays as it is.
  private static func gathered(
    _ entries: [CapturedEntry], below depth: Int? = nil, _ kind: (CapturedEntry) -> ChangeCode?,
    when isEnough: ([CapturedEntry]) -> Bool
  ) throws -> [CapturedEntry] {
    struct Group: Hashable {
      let directory: BytePath
      let kind: ChangeCode
      let inContext: Bool
    }
    let directories = Set(entries.filter { $0.type == .directory && kind($0) != nil }.map { BytePath($0.path) })
    var groups: [Group: [CapturedEntry]] = [:]
    var result: [CapturedEntry] = []
    for entry in entries {
      guard let code = kind(entry), let root = root(of: BytePath(entry.path), directories, depth) else {
        result.append(entry)
        continue
      }
      groups[Group(directory: root, kind: code, inContext: entry.inContext), default: []].append(entry)
    }
    let byDirectory = Dictionary(grouping: groups.keys, by: \.directory)
    for (group, members) in groups {
      // Two entries of one path would be no listing.
      guard isEnough(members), byDirectory[group.directory]?.count == 1 else {
        result += members
        continue
      }
      var whole = CapturedEntry(
        path: String(decoding: group.directory.bytes, as: UTF8.self), type: .directory,
        status: members.first?.status ?? .unknown, inContext: group.inContext)
      whole.files = members.reduce(0) { $0 + ($1.files ?? ($1.type == .directory ? 0 : 1)) }
      whole.sha256 = try digest(of: members)
      whole.change = group.kind
      result.append(whole)
    }
    return result.sorted { BytePath($0.path) < BytePath($1.path) }
  }

  private static func root(of path: BytePath, _ directories: Set<BytePath>, _ depth: Int?) -> BytePath? {
    var above: BytePath?
    var current = path
    var components = 0
    if let depth {
      components = path.bytes.count { $0 == UInt8(ascii: "/") }
      guard components > depth else { return nil }
      while components > depth {
        current = current.parent
        components -= 1
      }
      return current.isRoot ? nil : current
    }
    while !current.isRoot {
      if directories.contains(current) { above = current }
      current = current.parent
    }
    return above
  }

  private static func digest(of members: [CapturedEntry]) throws -> String {
    let lines = members.sorted { BytePath($0.path) < BytePath($1.path) }.map { entry in
      let digest = entry.sha256 ?? entry.hmac ?? entry.size.map { "\($0)" } ?? "-"
      return "\(entry.type.rawValue) \(entry.mode ?? "-") \(digest) \(entry.path)\n"
    }
    return try SHA256Digest.of(Array(lines.joined().utf8)).hex
  }
}

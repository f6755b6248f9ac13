internal import Archives
internal import Fingerprints

/// Compares the members of two archives of one format, tar or zip.
struct ArchiveComparison {
  let contents: ContentComparison

  /// Which of several members of one name; later ones replace earlier ones when they are unpacked.
  private struct Key: Hashable {
    let path: [UInt8]
    let occurrence: Int
  }

  /// Notes why the two, which differ, do; false when they are not both archives of one format, or cannot be read.
  func compare(
    _ left: [UInt8], _ right: [UInt8], _ depth: Int, _ shown: String, _ found: inout FindingCollector
  ) -> Bool {
    guard let format = Self.format(left), format == Self.format(right),
      let before = try? ArchiveMembers(left, formats: format, limits: contents.limits.archive).members,
      let after = try? ArchiveMembers(right, formats: format, limits: contents.limits.archive).members
    else { return false }
    let (old, new) = (Self.keys(before), Self.keys(after))
    let places = (
      Dictionary(old.enumerated().map { ($1, $0) }, uniquingKeysWith: { $1 }),
      Dictionary(new.enumerated().map { ($1, $0) }, uniquingKeysWith: { $1 })
    )
    var own = FindingCollector()
    if old.filter({ places.1[$0] != nil }) != new.filter({ places.0[$0] != nil }) { own.add(.archiveOrder, shown) }
    var inside = FindingCollector()
    var changed: [(left: Int, right: Int)] = []
    for (index, key) in old.enumerated() {
      guard let other = places.1[key] else {
        inside.add(.pathRemoved, member(before[index].entry, of: shown))
        continue
      }
      compare(before[index].entry, after[other].entry, shown, &own)
      if before[index].content != after[other].content, before[index].content != nil, after[other].content != nil {
        changed.append((index, other))
      } else {
        compareKinds(before[index].entry, after[other].entry, member(before[index].entry, of: shown), &inside)
      }
    }
    for (index, key) in new.enumerated() where places.0[key] == nil {
      inside.add(.pathAdded, member(after[index].entry, of: shown))
    }
    compareContents(changed, (left, before), (right, after), format, depth, shown, &inside)
    own.add(inside: inside, of: shown)
    if format == .zip { ZipDirectory.compare(left, right, shown, &own) }
    // Nothing that can be unpacked differs.
    if own.isEmpty { own.add(.archiveEncoding, shown) }
    found.merge(own)
    return true
  }

  private func compare(
    _ old: ArchiveEntry, _ new: ArchiveEntry, _ shown: String, _ found: inout FindingCollector
  ) {
    if old.modified != new.modified || old.modifiedNanoseconds != new.modifiedNanoseconds {
      let values = old.modified == new.modified ? "below a second" : "\(Self.time(old)) vs \(Self.time(new))"
      found.add(.archiveTimes, shown, values)
    }
    let owners = (Self.owner(old), Self.owner(new))
    if owners.0 != owners.1 { found.add(.archiveOwner, shown, "\(owners.0) vs \(owners.1)") }
    if old.mode != new.mode {
      found.add(.archiveMode, shown, "\(ModeDifference.text(old.mode)) vs \(ModeDifference.text(new.mode))")
    }
  }

  private func compareKinds(
    _ old: ArchiveEntry, _ new: ArchiveEntry, _ shown: String, _ found: inout FindingCollector
  ) {
    if old.extendedAttributes != new.extendedAttributes { found.add(.extendedAttributes, shown) }
    guard old.kind != new.kind else { return }
    switch (old.kind, new.kind) {
    case (.symlink(let before), .symlink(let after)):
      found.add(
        .linkTarget, shown, PathText.escaped(BytePath(before)) + " vs " + PathText.escaped(BytePath(after)))
    default: found.add(.content, shown, "another kind of member")
    }
  }

  private func compareContents(
    _ changed: [(left: Int, right: Int)], _ left: (bytes: [UInt8], members: [ArchiveMembers.Member]),
    _ right: (bytes: [UInt8], members: [ArchiveMembers.Member]), _ format: ArchiveFormats, _ depth: Int,
    _ shown: String, _ found: inout FindingCollector
  ) {
    guard !changed.isEmpty else { return }
    let limits = contents.limits
    func read(_ places: [Int], _ bytes: [UInt8]) -> [Int: [UInt8]] {
      (try? ArchiveMembers.contents(
        at: Set(places), in: bytes, formats: format, limits: limits.archive, limit: limits.fileBytes)) ?? [:]
    }
    let before = read(changed.map(\.left), left.bytes)
    let after = read(changed.map(\.right), right.bytes)
    for pair in changed {
      let (old, new) = (left.members[pair.left], right.members[pair.right])
      contents.compare(
        ContentPiece(path: old.entry.path, bytes: before[pair.left], digest: old.content),
        ContentPiece(path: new.entry.path, bytes: after[pair.right], digest: new.content),
        depth: depth + 1, shown: member(old.entry, of: shown), into: &found)
    }
  }

  private func member(_ entry: ArchiveEntry, of shown: String) -> String {
    shown + "!" + PathText.escaped(BytePath(entry.path))
  }

  private static func keys(_ members: [ArchiveMembers.Member]) -> [Key] {
    var seen: [[UInt8]: Int] = [:]
    return members.map { member in
      let occurrence = seen[member.entry.path, default: 0]
      seen[member.entry.path] = occurrence + 1
      return Key(path: member.entry.path, occurrence: occurrence)
    }
  }

  private static func time(_ entry: ArchiveEntry) -> String { entry.modified.map(TimeText.utc) ?? "none" }

  private static func owner(_ entry: ArchiveEntry) -> String {
    let names = [entry.userName, entry.groupName].map { $0.map { PathText.escaped(BytePath($0)) } ?? "" }
    let numbers = "\(entry.userID):\(entry.groupID)"
    return names == ["", ""] ? numbers : "\(numbers) (\(names[0]):\(names[1]))"
  }

  private static func format(_ bytes: [UInt8]) -> ArchiveFormats? {
    if [[0x50, 0x4B, 3, 4], [0x50, 0x4B, 5, 6]].contains(where: { bytes.starts(with: $0) }) { return .zip }
    guard bytes.count >= 512, bytes[257..<262].elementsEqual("ustar".utf8) else { return nil }
    return .tar
  }
}

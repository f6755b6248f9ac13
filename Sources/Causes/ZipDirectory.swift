/// What a zip's directory says of its members besides what is unpacked. Source: APPNOTE.TXT 6.3.10, 4.3 and 4.5.
struct ZipDirectory {
  private struct Member {
    /// The system and version that wrote it, flags, attributes inside, comment and extra fields at both places.
    var extras: [[UInt8]]
    /// Method and compressed size.
    var encoding: [Int]
    /// Checksum and size of the content.
    var content: [Int]
  }

  private var members: [[UInt8]: Member] = [:]
  private var comment: [UInt8] = []

  /// Notes what differs; nothing of a zip whose directory is that of the large format or damaged.
  static func compare(_ left: [UInt8], _ right: [UInt8], _ shown: String, _ found: inout FindingCollector) {
    guard let old = ZipDirectory(left), let new = ZipDirectory(right) else { return }
    if old.comment != new.comment { found.add(.zipExtra, shown, "comment of the archive") }
    for (name, member) in old.members {
      guard let other = new.members[name] else { continue }
      for (index, what) in extraNames.enumerated() where member.extras[index] != other.extras[index] {
        found.add(.zipExtra, shown, what)
      }
      if member.content == other.content, member.encoding != other.encoding { found.add(.archiveEncoding, shown) }
    }
  }

  private static let extraNames = [
    "version and system", "flags", "attributes inside", "comment of a member", "extra fields",
    "extra fields before the content",
  ]

  /// Nil when there is no directory that can be read whole.
  private init?(_ bytes: [UInt8]) {
    let lowest = max(0, bytes.count - 65_557)
    guard bytes.count >= 22,
      let end = stride(from: bytes.count - 22, through: lowest, by: -1).first(where: {
        bytes[$0...].starts(with: [0x50, 0x4B, 5, 6])
      })
    else { return nil }
    comment = Array(bytes[(end + 22)...])
    let count = LittleEndian.half(bytes, at: end + 10)
    var place = LittleEndian.word(bytes, at: end + 16)
    // Then the numbers stand elsewhere.
    guard count != 0xFFFF, place != 0xFFFF_FFFF else { return nil }
    for _ in 0..<count {
      guard place >= 0, place + 46 <= bytes.count, bytes[place...].starts(with: [0x50, 0x4B, 1, 2])
      else { return nil }
      let name = place + 46
      let extra = name + LittleEndian.half(bytes, at: place + 28)
      let text = extra + LittleEndian.half(bytes, at: place + 30)
      let next = text + LittleEndian.half(bytes, at: place + 32)
      guard next <= bytes.count else { return nil }
      let key = Array(bytes[name..<extra])
      if members[key] == nil {
        members[key] = Member(
          extras: [
            Array(bytes[(place + 4)..<(place + 6)]), Array(bytes[(place + 8)..<(place + 10)]),
            Array(bytes[(place + 36)..<(place + 38)]), Array(bytes[text..<next]),
            Self.plain(Array(bytes[extra..<text])),
            Self.localExtra(bytes, at: LittleEndian.word(bytes, at: place + 42)),
          ],
          encoding: [LittleEndian.half(bytes, at: place + 10), LittleEndian.word(bytes, at: place + 20)],
          content: [LittleEndian.word(bytes, at: place + 16), LittleEndian.word(bytes, at: place + 24)])
      }
      place = next
    }
  }

  private static func localExtra(_ bytes: [UInt8], at place: Int) -> [UInt8] {
    let start = place + 30 + LittleEndian.half(bytes, at: place + 26)
    let end = start + LittleEndian.half(bytes, at: place + 28)
    guard start >= 0, end <= bytes.count else { return [] }
    return plain(Array(bytes[start..<end]))
  }

  /// Extra fields without the time of change and the owner, which count as what they are.
  private static func plain(_ extra: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var place = 0
    while place + 4 <= extra.count {
      let end = min(extra.count, place + 4 + LittleEndian.half(extra, at: place + 2))
      var field = Array(extra[place..<end])
      switch LittleEndian.half(field, at: 0) {
      case 0x5455 where field.count >= 9 && field[4] & 1 != 0:
        for index in 5..<9 { field[index] = 0 }
      case 0x7855, 0x7875: field = Array(field.prefix(2))
      default: break
      }
      result += field
      place = end
    }
    return result + extra[place...]
  }
}

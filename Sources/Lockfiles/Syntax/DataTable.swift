internal import Fingerprints

/// Keys and values in the order of the text; those of TOML in byte order of the keys.
struct DataTable: Sendable {
  typealias Member = (key: String, value: DataValue)

  let members: [Member]
  /// Of large tables, where each key stands.
  private let places: [TextKey: Int]

  private static let linearCount = 16

  /// Of repeated keys the last counts, at the place of the first.
  init(_ members: [Member]) {
    if let table = DataTable(unique: members) {
      self = table
      return
    }
    var unique: [Member] = []
    var places: [TextKey: Int] = [:]
    for member in members {
      if let place = places[TextKey(member.key)] {
        unique[place].value = member.value
      } else {
        places[TextKey(member.key)] = unique.count
        unique.append(member)
      }
    }
    self.members = unique
    self.places = unique.count > Self.linearCount ? places : [:]
  }

  /// Nil when a key occurs more than once.
  init?(unique members: [Member]) {
    guard Self.repeated(in: members) == nil else { return nil }
    self.members = members
    places =
      members.count > Self.linearCount
      ? Dictionary(uniqueKeysWithValues: members.enumerated().map { (TextKey($0.element.key), $0.offset) }) : [:]
  }

  /// The first member whose key occurred before.
  static func repeated(in members: [Member]) -> Member? {
    if members.count <= linearCount {
      for index in members.indices.dropFirst() {
        let key = members[index].key
        if members[..<index].contains(where: { $0.key.hasSameBytes(as: key) }) { return members[index] }
      }
      return nil
    }
    var seen: Set<TextKey> = []
    seen.reserveCapacity(members.count)
    return members.first { !seen.insert(TextKey($0.key)).inserted }
  }

  subscript(_ key: String) -> DataValue? {
    guard places.isEmpty else { return places[TextKey(key)].map { members[$0].value } }
    return members.first { $0.key.hasSameBytes(as: key) }?.value
  }

  /// By the bytes of the keys, which is also their order by code point.
  var sortedMembers: [Member] { members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) } }
}

internal import Fingerprints

/// The address of a requirement without what only says how to fetch it.
struct RequirementAddress {
  let place: String
  let revision: String?

  init(_ address: String) {
    var plain = WebAddress.canonical(address)
    var revision: String?
    if WebAddress.isVersionControl(plain), let (scheme, rest) = plain.split(atFirst: "://"),
      let (before, after) = rest.split(atLast: UInt8(ascii: "@"))
    {
      plain = scheme + "://" + before
      revision = after
    }
    if plain.ends(with: ".git") { plain = plain.utf8.dropLast(4).text }
    place = plain
    self.revision = revision
  }

  /// Whether a lock that has this one has what is asked for; a branch may have led to any commit.
  func answers(_ wanted: RequirementAddress) -> Bool {
    guard place.hasSameBytes(as: wanted.place) else { return false }
    guard let asked = wanted.revision, asked.isCommit, let revision, revision.isCommit else { return true }
    return asked.lowercased() == revision.lowercased()
  }
}

internal import Fingerprints

/// What the images that a file names are as packages, and what is open about them.
///
/// With a digest the tag is only a name: it is shown, but does not count.
struct ImagePins {
  static let ecosystem = "image"

  private(set) var packages: [PinnedPackage] = []
  private(set) var findings: [LockFinding] = []

  init(_ uses: [ImageUse]) {
    var entries: [Entry] = []
    var places: [TextKey: Int] = [:]
    for use in uses {
      guard let name = ImageName(use.text, isOpen: !use.unresolved.isEmpty) else {
        // What was not understood may hold a password.
        let shown = use.text.holds("@") ? "the text with an @" : use.text
        findings.append(
          LockFinding("syntax", file: use.file, line: use.line, "\(shown) is no name of an image", grade: .unreadable))
        continue
      }
      let entry = Entry(name: name, use: use)
      if let place = places[entry.key] {
        entries[place].groups.append(use.group)
      } else {
        places[entry.key] = entries.count
        entries.append(entry)
      }
      if let finding = Self.finding(name, use) { findings.append(finding) }
    }
    packages = entries.map(\.package)
  }

  private struct Entry {
    let name: ImageName
    let use: ImageUse
    var groups: [String]

    init(name: ImageName, use: ImageUse) {
      self.name = name
      self.use = use
      groups = [use.group]
    }

    /// The same for uses of one image; the parts hold no newline.
    var key: TextKey {
      TextKey([name.shown, name.digest ?? "", use.platform ?? "", use.file ?? ""].joined(separator: "\n"))
    }

    var package: PinnedPackage {
      let isPinned = name.digest != nil
      return PinnedPackage(
        ecosystem: ImagePins.ecosystem, name: name.repository,
        version: name.tag ?? (isPinned || name.repository.holds("$") ? "" : "latest"),
        hasNominalVersion: isPinned, isExact: isPinned || name.namesVersion && use.unresolved.isEmpty,
        hashes: name.digest.map { [$0] } ?? [], marker: use.platform.map { "platform=" + $0 }, groups: groups,
        file: use.file, line: use.line)
    }
  }

  private static func finding(_ name: ImageName, _ use: ImageUse) -> LockFinding? {
    guard name.digest == nil else { return nil }
    func open(_ message: String) -> LockFinding {
      LockFinding("unpinned", file: use.file, line: use.line, message, grade: .c)
    }
    if let variable = use.unresolved.first {
      return open("\(name.shown) depends on the variable \(variable), which has no value here; give it a default")
    }
    guard name.tag != nil else {
      return open("\(name.shown) has no tag and no digest, so it is whatever is latest")
    }
    guard name.namesVersion else {
      return open("\(name.shown) names no version: its tag moves; add a digest")
    }
    return LockFinding(
      "hash.missing", file: use.file, line: use.line, "\(name.shown) has no digest, and its tag can be moved", grade: .b
    )
  }
}

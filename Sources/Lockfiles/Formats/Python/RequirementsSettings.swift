internal import Fingerprints

/// The options of requirements that concern all packages.
struct RequirementsSettings {
  private(set) var index: String?
  private(set) var extraIndexes: [String] = []
  private(set) var findLinks: [String] = []
  /// Those of them that are known, as a file may repeat them without end.
  private var extras: Set<TextKey> = []
  private var links: Set<TextKey> = []
  private(set) var requiresHashes = false
  private var flags: [RequirementsOption.Name] = []
  private var lists: [(name: RequirementsOption.Name, value: String)] = []
  var remoteIncludes: [String] = []

  /// An index whose address is only known where it is installed.
  var hasVariableIndex: Bool {
    ([index].compactMap { $0 } + extraIndexes).contains { $0.holds("${") }
  }

  mutating func apply(_ option: RequirementsOption) {
    switch option.name {
    case .indexURL, .pypiURL:
      // As in pip: a new index replaces the list, further ones are appended to it.
      index = WebAddress.canonicalIndex(option.value)
      extraIndexes = []
      extras = []
    case .extraIndexURL:
      let address = WebAddress.canonicalIndex(option.value)
      if extras.insert(TextKey(address)).inserted { extraIndexes.append(address) }
    case .findLinks:
      let address = WebAddress.canonicalIndex(option.value)
      if links.insert(TextKey(address)).inserted { findLinks.append(address) }
    case .requireHashes: requiresHashes = true
    case .noIndex, .preferBinary, .pre: flags.append(option.name)
    case .noBinary, .onlyBinary, .allReleases, .onlyFinal, .trustedHost, .useFeature:
      lists.append((option.name, option.value))
    case .requirement, .constraint, .editable, .hash, .configSettings, .globalOption, .installOption: break
    }
  }

  /// What of it decides about what is installed; places and order of the file do not matter except among
  /// indexes and links.
  var facts: [LockFact] {
    var facts: [LockFact] = []
    if let index { facts.append(LockFact(name: "index-url", source: index)) }
    facts += Self.numbered("extra-index-url", extraIndexes)
    facts += Self.numbered("find-links", findLinks)
    facts += remoteIncludes.map { LockFact(name: "include", source: $0) }
    if requiresHashes { facts.append(LockFact(name: "require-hashes", value: "true")) }
    for flag in RequirementsOption.Name.allCases where flags.contains(flag) {
      facts.append(LockFact(name: flag.rawValue.utf8.dropFirst(2).text, value: "true"))
    }
    for name in RequirementsOption.Name.allCases {
      let values = lists.filter { $0.name == name }.flatMap { Self.items($0.value, of: name) }.sortedByBytes()
      if !values.isEmpty {
        facts.append(LockFact(name: name.rawValue.utf8.dropFirst(2).text, value: values.joined(separator: ",")))
      }
    }
    return facts
  }

  static func numbered(_ name: String, _ sources: [String]) -> [LockFact] {
    sources.enumerated().map { LockFact(name: "\(name).\($0.offset + 1)", source: $0.element) }
  }

  private static func items(_ value: String, of name: RequirementsOption.Name) -> [String] {
    let items = value.utf8.split(separator: UInt8(ascii: ",")).map { $0.trimmed.text }.filter { !$0.isEmpty }
    guard name == .noBinary || name == .onlyBinary else { return items }
    return items.map { $0.starts(with: ":") ? $0 : PackageName.normalized($0) }
  }
}

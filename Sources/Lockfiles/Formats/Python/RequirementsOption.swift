/// One option on a line of a requirements file.
struct RequirementsOption {
  enum Name: String, CaseIterable {
    case indexURL = "--index-url"
    case pypiURL = "--pypi-url"
    case extraIndexURL = "--extra-index-url"
    case noIndex = "--no-index"
    case findLinks = "--find-links"
    case requirement = "--requirement"
    case constraint = "--constraint"
    case editable = "--editable"
    case noBinary = "--no-binary"
    case onlyBinary = "--only-binary"
    case preferBinary = "--prefer-binary"
    case requireHashes = "--require-hashes"
    case pre = "--pre"
    case allReleases = "--all-releases"
    case onlyFinal = "--only-final"
    case trustedHost = "--trusted-host"
    case useFeature = "--use-feature"
    case hash = "--hash"
    case configSettings = "--config-settings"
    case globalOption = "--global-option"
    case installOption = "--install-option"

    var takesValue: Bool {
      switch self {
      case .noIndex, .preferBinary, .requireHashes, .pre: false
      default: true
      }
    }
  }

  let name: Name
  let value: String

  private static let short: [String: Name] = [
    "-i": .indexURL, "-f": .findLinks, "-r": .requirement, "-c": .constraint, "-e": .editable, "-C": .configSettings,
  ]

  /// Splits a line as pip does: what stands before the first word with a dash is the requirement.
  static func split(_ line: [UInt8]) -> (requirement: String, options: [UInt8]) {
    var start = 0
    while start < line.count {
      let atWord = start == 0 || line[start - 1] == 0x20
      if atWord && line[start] == UInt8(ascii: "-") { break }
      start += 1
    }
    return (line[..<start].trimmed.text, Array(line[start...]))
  }

  /// The options in `text` and the words that pip passes over, or why they cannot be read.
  static func parse(_ text: [UInt8]) throws(SyntaxFailure) -> (options: [RequirementsOption], ignored: [String]) {
    var words = try ShellWords.split(text)[...]
    var options: [RequirementsOption] = []
    var ignored: [String] = []
    while let word = words.popFirst() {
      guard word.starts(with: "-"), word.utf8.count > 1 else {
        ignored.append(word)
        continue
      }
      guard let (name, attached) = recognised(word) else {
        let spelled = word.split(atFirst: "=")?.before ?? word
        throw SyntaxFailure(
          code: "option.unknown", line: nil, message: "\(spelled) is no option of a requirements file")
      }
      guard name.takesValue else {
        guard attached == nil else {
          throw SyntaxFailure(code: "option.value", line: nil, message: "\(name.rawValue) takes no value")
        }
        options.append(RequirementsOption(name: name, value: ""))
        continue
      }
      guard let value = attached ?? words.popFirst() else {
        throw SyntaxFailure(code: "option.value", line: nil, message: "\(name.rawValue) needs a value")
      }
      options.append(RequirementsOption(name: name, value: value))
    }
    return (options, ignored)
  }

  /// `--name`, `--name=value`, an unambiguous beginning of a name, `-r` or `-rvalue`.
  private static func recognised(_ word: String) -> (Name, attached: String?)? {
    if word.starts(with: "--") {
      let parts = word.split(atFirst: "=")
      let spelled = parts?.before ?? word
      let exact = Name(rawValue: spelled)
      let possible = Name.allCases.filter { $0.rawValue.starts(with: spelled) }
      guard let name = exact ?? (possible.count == 1 ? possible.first : nil) else { return nil }
      return (name, parts?.after)
    }
    guard let name = short[word.utf8.prefix(2).text] else { return nil }
    let attached = word.utf8.dropFirst(2).text
    return (name, attached.isEmpty ? nil : attached)
  }
}

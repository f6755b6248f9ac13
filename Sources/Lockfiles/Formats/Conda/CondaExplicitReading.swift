internal import Fingerprints

/// The lines of conda's list of package files.
struct CondaExplicitReading {
  private(set) var records: [CondaRecord] = []
  /// What a comment names; nil when none does.
  private(set) var platform: String?
  private(set) var hasInputHash = false
  private(set) var findings: [LockFinding] = []
  private var isExplicit = false
  /// Of each file of conda, the platform its folder is named after.
  private var subdirs: [(subdir: String, record: CondaRecord)] = []

  init(_ text: String) {
    for (number, line) in TextLines(text) where !line.isEmpty {
      if line.first == UInt8(ascii: "#") {
        readComment(line.text, number)
      } else if line.elementsEqual("@EXPLICIT".utf8) {
        isExplicit = true
      } else {
        readPackage(line.text, number)
      }
    }
    if !isExplicit, !records.isEmpty || !findings.isEmpty {
      findings.append(
        LockFinding(
          "explicit.missing", "there is no line @EXPLICIT, so conda solves what is listed here instead of taking it",
          grade: .b))
    }
  }

  /// The platform that all files have that are for one platform; nil when there are none, or several.
  var commonSubdir: String? {
    guard let first = subdirs.first?.subdir, subdirs.allSatisfy({ $0.subdir.hasSameBytes(as: first) }) else {
      return nil
    }
    return first
  }

  /// Files for another platform than the one the list is for.
  func foreignFiles(than platform: String?) -> [LockFinding] {
    guard let platform = platform ?? subdirs.first?.subdir else { return [] }
    return subdirs.filter { !$0.subdir.hasSameBytes(as: platform) }.map { subdir, record in
      LockFinding(
        "conflict", line: record.line, "\(record.name) is a package for \(subdir) in a list for \(platform)", grade: .c)
    }
  }

  private mutating func readComment(_ text: String, _ number: Int) {
    if let name = text.dropping(prefix: "# platform:")?.trimmed, !name.isEmpty {
      platform = name
    } else if text.starts(with: "# input_hash:") {
      hasInputHash = true
    } else if let requirement = text.dropping(prefix: "# pip ") {
      readRequirement(requirement, number)
    }
  }

  /// `name @ address`: conda-lock and micromamba install it with pip, conda itself reads over it.
  private mutating func readRequirement(_ text: String, _ number: Int) {
    guard let requirement = Requirement(text.split(atFirst: " --hash=")?.before ?? text), let name = requirement.name
    else {
      refuse(number, "what stands behind \"# pip\" is no requirement")
      return
    }
    let hashes = text.utf8.split(whereSeparator: \.isBlank).compactMap { word in
      word.text.dropping(prefix: "--hash=").flatMap(PackageHash.canonical)
    }
    if let location = requirement.address ?? requirement.path {
      records.append(.python(location, name: name, version: nil, hashes: hashes, line: number))
    } else if let version = requirement.specifier.exact {
      records.append(
        CondaRecord(
          ecosystem: "pypi", name: name, version: version, build: nil,
          origin: LockedOrigin(kind: .registry, source: nil), file: "", hashes: hashes, line: number))
    } else {
      refuse(number, "\(name) has no exact version")
    }
  }

  private mutating func readPackage(_ text: String, _ number: Int) {
    let isAddress = text.holds("/") || CondaAddress.isPackageFile(text)
    guard isAddress else {
      readSpecification(text, number)
      return
    }
    let address = CondaAddress(text)
    guard let record = CondaRecord.conda(text, name: nil, version: nil, build: nil, hashes: [], line: number) else {
      // It may hold a password.
      refuse(number, "the address names no file name-version-build of conda")
      return
    }
    if address.hasUnknownFragment {
      findings.append(
        LockFinding(
          "hash.invalid", line: number, "\(record.name): what stands behind # is neither an MD5 nor a SHA-256",
          grade: .unreadable))
    }
    records.append(record)
    if let subdir = address.subdir, subdir != CondaPlatform.any { subdirs.append((subdir, record)) }
  }

  /// `name=version=build`, as `conda list --export` writes it.
  private mutating func readSpecification(_ text: String, _ number: Int) {
    guard !isExplicit, let match = CondaMatch(text), let version = match.version.exact, let build = match.build,
      match.hasExactBuild
    else {
      refuse(
        number, isExplicit ? "\(text) is no address of a package" : "\(text) is no name=version=build")
      return
    }
    records.append(
      CondaRecord(
        ecosystem: "conda", name: match.name, version: version, build: build,
        origin: LockedOrigin(kind: .registry, source: match.channel.map(CondaAddress.canonicalChannel)), file: "",
        hashes: match.hashes, line: number))
  }

  private mutating func refuse(_ number: Int, _ message: String) {
    findings.append(LockFinding("syntax", line: number, message, grade: .unreadable))
  }
}

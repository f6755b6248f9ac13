/// Reads requirements and everything they include, as pip would before it asks an index.
struct RequirementsReading {
  /// One requirement at its place.
  struct Entry {
    let requirement: Requirement
    let isEditable: Bool
    let isConstraint: Bool
    let hashes: [String]
    /// Nil for the file the reading began with.
    let file: String?
    /// The path of the file it stands in.
    let place: LockPath
    let line: Int
    let marker: String?
    let buildOptions: [String]
  }

  let root: LockPath
  let source: any LockfileSource
  var entries: [Entry] = []
  var options = RequirementsSettings()
  var findings: [LockFinding] = []
  /// What is included, and the packages that lie in folders.
  var references: [LockReference] = []
  /// What has been read already, each file once as requirements and once as constraints.
  var visited: Set<[UInt8]> = []

  init(root: LockPath, source: any LockfileSource) {
    self.root = root
    self.source = source
  }

  /// More than any project has, so that a file made to exhaust memory is refused.
  private static let maximumLines = 2_000_000
  private static let maximumEntries = 200_000

  /// Where a line stands and what it counts for.
  struct Context {
    let place: LockPath
    let file: String?
    let isConstraint: Bool
    let depth: Int
  }

  /// Reads the file the reading begins with.
  mutating func read(_ bytes: [UInt8]) {
    visited.insert(key(root, isConstraint: false))
    read(bytes, Context(place: root, file: nil, isConstraint: false, depth: 0))
  }

  /// Reads one line that stands in the root file, such as an item of conda's `pip:` list.
  mutating func read(line: String, number: Int, marker: String?) {
    let context = Context(place: root, file: nil, isConstraint: false, depth: 0)
    for line in RequirementsLine.lines(of: line) {
      read(RequirementsLine(number: number, text: line.text), context, marker: marker)
    }
  }

  mutating func read(_ bytes: [UInt8], _ context: Context) {
    let breaks = bytes.count { (0x0A...0x0D).contains($0) || (0x1C...0x1E).contains($0) }
    guard breaks <= Self.maximumLines else {
      let failure = SyntaxFailure(code: "limit.lines", line: nil, message: "has more than \(Self.maximumLines) lines")
      findings.append(failure.finding(file: context.file))
      return
    }
    let text: String
    do {
      text = try FileText.decode(bytes)
    } catch {
      findings.append(error.finding(file: context.file))
      return
    }
    let lines = FileText.pythonLines(text)
    noteIncompleteFreeze(lines, context)
    for line in RequirementsLine.lines(of: lines) {
      guard entries.count < Self.maximumEntries else {
        note("limit.entries", line, context, "there are more than \(Self.maximumEntries) requirements")
        return
      }
      read(line, context, marker: nil)
    }
  }

  private mutating func read(_ line: RequirementsLine, _ context: Context, marker: String?) {
    let (text, optionText) = RequirementsOption.split(line.text)
    let parsed: [RequirementsOption]
    let ignored: [String]
    do {
      (parsed, ignored) = try RequirementsOption.parse(optionText)
    } catch {
      let failure = SyntaxFailure(code: error.code, line: line.number, message: error.message)
      findings.append(failure.finding(file: context.file))
      return
    }
    if !ignored.isEmpty {
      findings.append(
        LockFinding(
          "option.ignored", file: context.file, line: line.number,
          "pip reads nothing behind an option but options; \(ignored.count) words are passed over"))
    }
    let editable = parsed.last { $0.name == .editable }
    if text.isEmpty && editable == nil {
      for option in parsed {
        switch option.name {
        case .requirement: include(option.value, line, context, asConstraint: context.isConstraint)
        case .constraint: include(option.value, line, context, asConstraint: true)
        default: options.apply(option)
        }
      }
      return
    }
    let spelled = text.isEmpty ? editable?.value ?? "" : text
    let isEditable = text.isEmpty
    guard let requirement = isEditable ? editableRequirement(spelled, context) : requirement(spelled) else {
      // What was not understood may hold a password.
      let shown = spelled.holds("@") && spelled.holds("/") ? "the address" : spelled
      note("syntax", line, context, "\(shown) is no requirement")
      return
    }
    var hashes: [String] = []
    for option in parsed where option.name == .hash {
      guard let hash = PackageHash.canonical(option.value), PackageHash.isTakenByPip(hash) else {
        note("hash.invalid", line, context, "\(option.value) is no hash that pip takes")
        continue
      }
      hashes.append(hash)
    }
    noteReference(requirement, line, context)
    let building = parsed.filter { [.configSettings, .globalOption, .installOption].contains($0.name) }
    entries.append(
      Entry(
        requirement: requirement, isEditable: isEditable, isConstraint: context.isConstraint, hashes: hashes,
        file: context.file, place: context.place, line: line.number, marker: marker,
        buildOptions: building.map { $0.name.rawValue + "=" + $0.value }))
  }

  private func requirement(_ text: String) -> Requirement? { Requirement(text) ?? Requirement(withVariable: text) }

  /// What `-e` takes: a folder, or an address of version control with a name.
  private func editableRequirement(_ text: String, _ context: Context) -> Requirement? {
    guard let requirement = requirement(text) else { return nil }
    if requirement.path != nil { return requirement }
    if let address = requirement.address {
      let isFolder = address.utf8.prefix(5).text.lowercased() == "file:"
      return isFolder || (WebAddress.isVersionControl(address) && requirement.name != nil) ? requirement : nil
    }
    // A bare word is a folder when there is a project in it.
    let folder = text.split(atFirst: "[")?.before ?? text
    let isProject = ["pyproject.toml", "setup.py", "setup.cfg"].contains { file in
      context.place.resolving(folder + "/" + file).flatMap(source.bytes(at:)) != nil
    }
    return isProject ? Requirement("./" + text) : nil
  }

  mutating func note(_ code: String, _ line: RequirementsLine, _ context: Context, _ message: String) {
    findings.append(LockFinding(code, file: context.file, line: line.number, message, grade: .unreadable))
  }

  private mutating func noteIncompleteFreeze(_ lines: [[UInt8]], _ context: Context) {
    for (index, line) in lines.enumerated()
    where line.starts(with: "## !! Could not determine".utf8) {
      findings.append(
        LockFinding(
          "freeze.incomplete", file: context.file, line: index + 1,
          "pip freeze could not tell where a package comes from", grade: .c))
    }
  }
}

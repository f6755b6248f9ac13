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
  private(set) var references: [LockReference] = []
  private var visited: Set<[UInt8]> = []

  init(root: LockPath, source: any LockfileSource) {
    self.root = root
    self.source = source
  }

  private static let maximumDepth = 64

  /// Where a line stands and what it counts for.
  private struct Context {
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

  private mutating func read(_ bytes: [UInt8], _ context: Context) {
    let text: String
    do {
      text = try FileText.decode(bytes)
    } catch {
      findings.append(error.finding(file: context.file))
      return
    }
    noteIncompleteFreeze(text, context)
    for line in RequirementsLine.lines(of: text) { read(line, context, marker: nil) }
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

  private mutating func include(
    _ reference: String, _ line: RequirementsLine, _ context: Context, asConstraint: Bool
  ) {
    if WebAddress.isAddress(reference), !reference.lowercased().starts(with: "file:") {
      let address = WebAddress.canonical(reference)
      options.remoteIncludes.append(address)
      findings.append(
        LockFinding(
          "include.remote", file: context.file, line: line.number,
          "\(address) is fetched when installing; its requirements are not known", grade: .c))
      return
    }
    if EnvironmentVariable.occurs(in: reference) {
      findings.append(
        LockFinding(
          "include.variable", file: context.file, line: line.number,
          "\(reference) depends on the environment; its requirements are not known", grade: .c))
      return
    }
    references.append(LockReference(.include, reference, from: context.place, line: line.number))
    guard let path = context.place.resolving(reference), !WebAddress.isAddress(reference) else {
      note("include.outside", line, context, "\(reference) lies outside the tree")
      return
    }
    let place = LockPath(path)
    guard visited.insert(key(place, isConstraint: asConstraint)).inserted else { return }
    guard context.depth < Self.maximumDepth else {
      note("include.deep", line, context, "files include one another more than \(Self.maximumDepth) levels deep")
      return
    }
    guard let bytes = source.bytes(at: path) else {
      note("include.missing", line, context, "\(path) does not exist")
      return
    }
    read(bytes, Context(place: place, file: path, isConstraint: asConstraint, depth: context.depth + 1))
  }

  /// A package that lies in a folder, by its path or by a `file:` address.
  private mutating func noteReference(_ requirement: Requirement, _ line: RequirementsLine, _ context: Context) {
    var path = requirement.path
    if let address = requirement.address, address.utf8.count >= 5, address.utf8.prefix(5).text.lowercased() == "file:" {
      let rest = address.utf8.dropFirst(5).text
      path = rest.dropping(prefix: "//") ?? rest
    }
    guard let path, !EnvironmentVariable.occurs(in: path) else { return }
    let plain = path.split(atFirst: "#")?.before ?? path
    references.append(LockReference(.package, plain, from: context.place, line: line.number))
  }

  private mutating func note(_ code: String, _ line: RequirementsLine, _ context: Context, _ message: String) {
    findings.append(LockFinding(code, file: context.file, line: line.number, message, grade: .unreadable))
  }

  private mutating func noteIncompleteFreeze(_ text: String, _ context: Context) {
    for (index, line) in FileText.pythonLines(text).enumerated()
    where line.starts(with: "## !! Could not determine".utf8) {
      findings.append(
        LockFinding(
          "freeze.incomplete", file: context.file, line: index + 1,
          "pip freeze could not tell where a package comes from", grade: .c))
    }
  }

  private func key(_ path: LockPath, isConstraint: Bool) -> [UInt8] {
    [isConstraint ? 1 : 0] + Array(path.components.joined(separator: "/").utf8)
  }
}

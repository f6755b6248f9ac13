internal import Fingerprints

/// A `go.mod`.
///
/// Grammar: https://go.dev/ref/mod#go-mod-file
struct GoManifest {
  struct Requirement {
    let module: GoModule
    /// Whether no package of the main module imports it.
    let isIndirect: Bool
    let line: Int
  }

  struct Replacement {
    /// Without version: all of them.
    let old: GoModule
    /// Without version: a folder.
    let new: GoModule
    let line: Int
  }

  private(set) var requirements: [Requirement] = []
  private(set) var replacements: [Replacement] = []
  private(set) var exclusions: [(module: GoModule, line: Int)] = []
  /// `go`, `toolchain`, `godebug` and `tool` with what stands behind them.
  private(set) var settings: [(name: String, value: String)] = []
  private(set) var findings: [LockFinding] = []
  private var replaced: [TextKey: Int] = [:]

  /// The version of the language; nil when none is given.
  var language: String? { settings.first { $0.name == "go" }?.value }

  init(_ bytes: [UInt8]) throws(SyntaxFailure) {
    let lines = try TextLine.lines(of: bytes)
    if let conflict = TextLine.conflict(in: lines) { throw conflict }
    var block: (name: String, line: Int)?
    for line in lines {
      guard let parsed = GoLine(line) else {
        throw SyntaxFailure(line: line.number, message: "a string is not closed")
      }
      guard let first = parsed.words.first else { continue }
      if let open = block {
        if parsed.words == [")"] { block = nil } else { try read(open.name, parsed.words, parsed) }
      } else if parsed.words.count == 2, parsed.words[1] == "(" {
        block = (first, line.number)
      } else {
        try read(first, Array(parsed.words.dropFirst()), parsed)
      }
    }
    if let block { throw SyntaxFailure(line: block.line, message: "the block of \(block.name) is not closed") }
    for (index, replacement) in replacements.enumerated() { replaced[replacement.old.key] = index }
  }

  private mutating func read(_ directive: String, _ words: [String], _ line: GoLine) throws(SyntaxFailure) {
    switch directive {
    case "require":
      let isIndirect = line.comment.split(atFirst: ";")?.before ?? line.comment
      requirements.append(
        Requirement(
          module: try module(words, line), isIndirect: isIndirect.trimmed == "indirect", line: line.number))
    case "exclude": exclusions.append((try module(words, line), line.number))
    case "replace":
      let parts = words.split(separator: "=>", omittingEmptySubsequences: false).map(Array.init)
      guard parts.count == 2, (1...2).contains(parts[0].count), (1...2).contains(parts[1].count) else {
        throw SyntaxFailure(line: line.number, message: "this is no replacement")
      }
      replacements.append(
        Replacement(
          old: GoModule(path: parts[0][0], version: parts[0].count > 1 ? parts[0][1] : ""),
          new: GoModule(path: parts[1][0], version: parts[1].count > 1 ? parts[1][1] : ""), line: line.number))
    case "go", "toolchain", "godebug", "tool": settings.append((directive, words.joined(separator: " ")))
    // The module's own name, what of it not to use, and which folders not to look into, decide nothing here.
    case "module", "retract", "ignore": break
    default:
      findings.append(
        LockFinding("version.newer", line: line.number, "the directive \(directive) is not known"))
    }
  }

  private func module(_ words: [String], _ line: GoLine) throws(SyntaxFailure) -> GoModule {
    guard words.count == 2 else {
      throw SyntaxFailure(line: line.number, message: "this is no module with a version")
    }
    return GoModule(path: words[0], version: words[1])
  }

  /// What stands in for a module; nil when nothing does.
  func replacement(of module: GoModule) -> Replacement? {
    let index = replaced[module.key] ?? replaced[GoModule(path: module.path, version: "").key]
    return index.map { replacements[$0] }
  }

  /// What of it decides about the modules that are used.
  var facts: [LockFact] {
    settings.map { setting in
      switch setting.name {
      case "godebug", "tool": LockFact(name: setting.name + ":" + setting.value, value: "true")
      default: LockFact(name: setting.name, value: setting.value)
      }
    }
      + exclusions.map { LockFact(name: "exclude:" + $0.module.text, value: "true") }
      + replacements.map { LockFact(name: "replace:" + $0.old.text, value: $0.new.version, source: $0.new.path) }
  }

  /// Whether it lists the modules of its requirements, too: since 1.17.
  var listsAll: Bool {
    guard let language, let (numbers, _) = StrictSemanticVersion.parts(Self.release(language)) else { return false }
    return numbers[0] > 1 || (numbers.count > 1 && numbers[1] >= 17)
  }

  /// `1.21rc1` is one of 1.21.
  private static func release(_ language: String) -> String {
    language.utf8.prefix { $0.isDigit || $0 == UInt8(ascii: ".") }.text
  }
}

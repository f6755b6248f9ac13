internal import Fingerprints

/// One kind of lockfile.
protocol LockfileFormat: Sendable {
  /// The usual file name.
  var name: String { get }
  /// The ecosystem whose names stand without prefix in the semantic text.
  var ecosystem: String { get }
  /// Whether a file at `path` is of this kind, by its name alone.
  func recognises(_ path: LockPath) -> Bool
  /// Whether a file is not of this kind, though its name is recognised: another tool uses the name, too.
  func declines(content: [UInt8]) -> Bool
  /// Whether a file of any name is of this kind, by its content; asked when no format knows the name.
  func recognises(content: [UInt8]) -> Bool
  /// Whether the format tells on which platforms a package is installed, or from which file.
  var holdsTargets: Bool { get }
  /// Reads the file; what cannot be read becomes a finding that lowers the grade to U.
  func read(_ input: LockInput) throws(DigestUnavailable) -> LockContents
}

extension LockfileFormat {
  func declines(content: [UInt8]) -> Bool { false }
  func recognises(content: [UInt8]) -> Bool { false }
  var holdsTargets: Bool { false }
}

/// The formats, the first that recognises a file wins. A new format is added to the list of its family.
let lockfileFormats: [any LockfileFormat] =
  pythonFormats + condaFormats + javaScriptFormats + compiledFormats + systemFormats

/// A lockfile to be read.
struct LockInput {
  let path: LockPath
  let bytes: [UInt8]
  let source: any LockfileSource
}

/// What a format found in a file.
struct LockContents {
  var formatVersion: String?
  var packages: [PinnedPackage] = []
  var facts: [LockFact] = []
  var findings: [LockFinding] = []
  var freshness = FreshnessJudgement.unknown("this format does not record what it was made from")
  /// What of the project it depends on.
  var references: [LockReference] = []
  /// Overrides what the format says, where only some of its versions tell platforms.
  var holdsTargets: Bool?

  /// The contents of a file that cannot be read.
  static func unreadable(_ failure: SyntaxFailure, file: String? = nil) -> LockContents {
    var contents = LockContents()
    contents.freshness = .unknown("the lock cannot be read")
    contents.findings = [failure.finding(file: file)]
    return contents
  }
}

/// Something a lockfile says about all packages or about the choice among them, such as its indexes.
public struct LockFact: Hashable, Sendable {
  /// Without the `@` it is printed with.
  public let name: String
  public let value: String
  /// Without credentials.
  public let source: String?
  public let extras: [String]

  init(name: String, value: String = "", source: String? = nil, extras: [String] = []) {
    self.name = name
    self.value = value
    self.source = source
    self.extras = extras
  }
}

/// Why a text cannot be read; the line counts from 1.
struct SyntaxFailure: Error {
  var code = "syntax"
  let line: Int?
  let message: String

  func finding(file: String? = nil) -> LockFinding {
    LockFinding(code, file: file, line: line, message, grade: .unreadable)
  }
}

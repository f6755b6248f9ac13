internal import Fingerprints

/// One kind of lockfile.
protocol LockfileFormat: Sendable {
  /// The usual file name.
  var name: String { get }
  /// The ecosystem whose names stand without prefix in the semantic text.
  var ecosystem: String { get }
  /// Whether a file at `path` is of this kind, by its name alone.
  func recognises(_ path: LockPath) -> Bool
  /// Reads the file; what cannot be read becomes a finding that lowers the grade to U.
  func read(_ input: LockInput) throws(DigestUnavailable) -> LockContents
}

/// The formats, the first that recognises a name wins. A new format is added here.
let lockfileFormats: [any LockfileFormat] = [
  PoetryFormat(),
  PipfileFormat(),
  CondaEnvironmentFormat(),
  PythonVersionFormat(),
  RequirementsFormat(),
]

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
  var freshness = Freshness.unknown
  var freshnessRule = ""

  /// The contents of a file that cannot be read.
  static func unreadable(_ failure: SyntaxFailure, file: String? = nil) -> LockContents {
    var contents = LockContents()
    contents.freshnessRule = "the lock cannot be read"
    contents.findings = [failure.finding(file: file)]
    return contents
  }
}

/// Something a lockfile says about all packages or about the choice among them, such as its indexes.
struct LockFact {
  /// Without the `@` it is printed with.
  let name: String
  var value = ""
  var source: String?
  var extras: [String] = []
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

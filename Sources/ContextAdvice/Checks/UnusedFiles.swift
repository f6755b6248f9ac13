internal import Fingerprints

/// Files that somebody wrote as ignore files and no builder reads.
enum UnusedFiles {
  static func findings(_ context: LintContext) -> [Finding] {
    context.subject.unused.map { path, reason in
      Finding(
        code: .fileNotUsed, level: .warning, file: path, line: nil,
        message: "\(PathText.visible(path)) is not used: \(reason)", paths: [path], pathCount: 1, byteCount: 0, fix: nil
      )
    }
  }
}

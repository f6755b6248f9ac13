internal import Model

/// Where to look for a cause: the line that it names, or the scenario.
struct CausePlace {
  let file: String
  let line: Int

  init(_ cause: Cause, of entry: ReportDocument.ScenarioEntry) {
    let found = Self.named(cause, of: entry)
    file = found?.file ?? entry.file
    line = found?.line ?? 1
  }

  /// Nil where no line is named, and where the file is none of the user's, as in repositories that scenarios make.
  private static func named(_ cause: Cause, of entry: ReportDocument.ScenarioEntry) -> (file: String, line: Int)? {
    // A line of an ignore file, from the context's root: `FILE:LINE: `, for a syntax error behind what was read.
    let message =
      cause.code == CauseCode.ignoreSyntax
      ? /(?:^|: )([^\s:][^:\n]*):([0-9]{1,9}):\s/ : /^([^\s:][^:\n]*):([0-9]{1,9}):\s/
    if let match = cause.message.firstMatch(of: message), let line = Int(match.output.2), line > 0 {
      let file = String(match.output.1)
      if file == entry.file { return (file, line) }
      return entry.root.map { (joined($0, entry.contextDirectory, file), line) }
    }
    // A line of a lock, from the repository's root: it is in the message or a detail.
    if let root = entry.root, let subject = cause.subject, subject.hasPrefix("lock ") {
      let lines = ([cause.message] + cause.details).lazy.compactMap { text in
        text.firstMatch(of: /(?:^|\W)line ([0-9]{1,9})\b/).flatMap { Int($0.output.1) }
      }
      return (joined(root, nil, String(subject.dropFirst("lock ".count))), lines.first { $0 > 0 } ?? 1)
    }
    return nil
  }

  private static func joined(_ root: String, _ directory: String?, _ file: String) -> String {
    ([root] + [directory].compactMap(\.self) + [file]).filter { !$0.isEmpty }.joined(separator: "/")
  }
}

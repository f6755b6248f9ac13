import Foundation

/// What the facts of the corpus need to be compared with locks of JavaScript.
enum JavaScriptFacts {
  /// In a lock of yarn 1, the names packages have of their own by those they are installed under.
  static func aliases(in entry: SharedCorpus.Entry) -> [String: String] {
    let text = String(decoding: SharedCorpus.bytes("corpus/\(entry.folder)/\(entry.lockfile)") ?? [], as: UTF8.self)
    guard !text.contains("__metadata") else { return [:] }
    var aliases: [String: String] = [:]
    // Blocks begin at the margin.
    for line in text.split(separator: "\n") where !line.hasPrefix(" ") && line.contains("@npm:") {
      for match in line.matches(of: #/"?(@?[^@"\s]+)@npm:(@?[^@"\s]+)@/#) {
        aliases[String(match.1)] = String(match.2)
      }
    }
    return aliases
  }
}

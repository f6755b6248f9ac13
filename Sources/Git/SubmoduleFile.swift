public import Fingerprints

/// A commit's `.gitmodules`, which git acts on when submodules are fetched.
///
/// Source: git, fsck.c `fsck_gitmodules_fn`, submodule-config.c `check_submodule_name`.
public enum SubmoduleFile {
  /// The names of submodules by the paths they are for, under which git keeps their repositories; empty for a file that
  /// must not be acted on.
  public static func names(_ bytes: [UInt8]) -> [BytePath: String] {
    guard problem(bytes) == nil else { return [:] }
    var names: [BytePath: String] = [:]
    for setting in ConfigText(bytes).settings where setting.section == "submodule" && setting.key == "path" {
      guard let name = setting.subsection, let path = setting.value else { continue }
      names[BytePath(path)] = String(decoding: name, as: UTF8.self)
    }
    return names
  }

  /// Why git, or a tool that trusts what stands there, would be led astray.
  public struct Problem: Hashable, Sendable {
    /// The message id of git's fsck.
    public let messageID: String
    /// Counted from 1.
    public let line: Int
    /// What is wrong, escaped.
    public let reason: String
  }

  /// The first problem of a file with this content; nil for one that is harmless.
  public static func problem(_ bytes: [UInt8]) -> Problem? {
    let text = ConfigText(bytes)
    for setting in text.settings where setting.section == "submodule" {
      guard let name = setting.subsection else { continue }
      if let reason = problem(name: name) {
        return Problem(messageID: "gitmodulesName", line: setting.line, reason: "the name \(shown(name)) \(reason)")
      }
      guard let value = setting.value else { continue }
      let found: (String, String)? =
        switch setting.key {
        case "path": problem(path: value).map { ("gitmodulesPath", "the path \(shown(value)) \($0)") }
        case "url": problem(url: value).map { ("gitmodulesUrl", "the URL \(shown(value)) \($0)") }
        case "update" where value.first == UInt8(ascii: "!"):
          ("gitmodulesUpdate", "\"update\" is the command \(shown(value))")
        default: nil
        }
      if let (messageID, reason) = found {
        return Problem(messageID: messageID, line: setting.line, reason: reason)
      }
    }
    return text.badLine.map { Problem(messageID: "gitmodulesParse", line: $0, reason: "git cannot read the line") }
  }

  private static func problem(name: [UInt8]) -> String? {
    if name.isEmpty { return "is empty" }
    let parts = name.split(omittingEmptySubsequences: false) { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
    if parts.contains(where: { $0.elementsEqual("..".utf8) }) { return "leads out of .git/modules" }
    return hasControl(name) ? "holds a control character" : nil
  }

  private static func problem(path: [UInt8]) -> String? {
    if path.first == UInt8(ascii: "-") { return "looks like an option" }
    if path.first == UInt8(ascii: "/") { return "is absolute" }
    if hasControl(path) { return "holds a control character" }
    let isDirectory = path.last == UInt8(ascii: "/")
    for part in path.dropLast(isDirectory ? 1 : 0).split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    {
      if let problem = EntryName.problem(Array(part)) { return "is none of a tree: \(problem.reason)" }
    }
    return nil
  }

  private static func problem(url: [UInt8]) -> String? {
    if url.first == UInt8(ascii: "-") { return "looks like an option" }
    if hasControl(url) { return "holds a control character" }
    // A helper that speaks HTTP decodes it, and a newline would begin a line of what is asked for a password.
    let lower = url.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    return lower.indices.contains { lower[$0...].starts(with: "%0a".utf8) } ? "holds an encoded newline" : nil
  }

  private static func hasControl(_ bytes: [UInt8]) -> Bool { bytes.contains { $0 < 0x20 || $0 == 0x7F } }

  private static func shown(_ bytes: [UInt8]) -> String {
    "\"\(PathText.visible(BytePath(Array(bytes.prefix(120)))))\""
  }
}

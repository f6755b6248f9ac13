/// The version that a project gives itself in one of its files.
public struct ManifestVersion: Hashable, Sendable, Codable {
  public enum Value: Hashable, Sendable, Codable {
    case version(String)
    /// It is worked out when the project is built, so the file does not tell.
    case dynamic
    /// The file says nothing of a version.
    case none
    /// The file cannot be read; why, as a phrase.
    case unreadable(String)
  }

  /// As it was given.
  public let path: String
  public let value: Value

  public init(path: String, value: Value) {
    self.path = path
    self.value = value
  }

  /// Names of files that may give a version, as this type reads them.
  public static let files = [
    "pyproject.toml", "setup.cfg", "package.json", "Cargo.toml", "VERSION", "VERSION.txt", "CHANGELOG.md", "CHANGELOG",
  ]

  /// Reads `bytes`, the content of the file at `path`; by its name, and as a plain version when the name is none of
  /// ``files``.
  public static func read(_ path: String, _ bytes: [UInt8]) -> ManifestVersion {
    ManifestVersion(path: path, value: value(name: String(path.split(separator: "/").last ?? ""), bytes))
  }

  private static func value(name: String, _ bytes: [UInt8]) -> Value {
    let text: String
    do throws(SyntaxFailure) { text = try FileText.decode(bytes) } catch { return .unreadable(error.message) }
    do throws(SyntaxFailure) {
      switch name {
      case "pyproject.toml": return pyproject(try TOMLText.parse(text))
      case "Cargo.toml": return cargo(try TOMLText.parse(text))
      case "package.json": return found(try JSONText.parse(text)["version"]?.string)
      case "setup.cfg": return setup(text)
      case _ where name.hasPrefix("CHANGELOG"): return heading(text)
      default: return found(text.split(whereSeparator: \.isNewline).first.map(trimmed))
      }
    } catch {
      return .unreadable(error.message + (error.line.map { " in line \($0)" } ?? ""))
    }
  }

  private static func found(_ text: String?) -> Value { text.map { $0.isEmpty ? .none : .version($0) } ?? .none }

  /// Source: Python Packaging User Guide, "pyproject.toml specification", `version` and `dynamic`.
  private static func pyproject(_ root: DataValue) -> Value {
    if let text = root["project"]?["version"]?.string { return .version(text) }
    if (root["project"]?["dynamic"]?.strings ?? []).contains("version") { return .dynamic }
    return found(root["tool"]?["poetry"]?["version"]?.string)
  }

  /// Source: The Cargo Book, "The Manifest Format", `version` and `workspace`.
  private static func cargo(_ root: DataValue) -> Value {
    let own = root["package"]?["version"]
    if let text = own?.string { return .version(text) }
    return found(root["workspace"]?["package"]?["version"]?.string)
  }

  /// `version` of the section `[metadata]`; `attr:` and `file:` are worked out by setuptools.
  private static func setup(_ text: String) -> Value {
    var isMetadata = false
    for line in text.split(whereSeparator: \.isNewline) {
      if line.hasPrefix("[") { isMetadata = line.hasPrefix("[metadata]") }
      guard isMetadata, line.hasPrefix("version"), let sign = line.firstIndex(where: { $0 == "=" || $0 == ":" }) else {
        continue
      }
      guard trimmed(line[..<sign]).utf8.elementsEqual("version".utf8) else { continue }
      let value = trimmed(line[line.index(after: sign)...])
      return value.hasPrefix("attr:") || value.hasPrefix("file:") ? .dynamic : found(value)
    }
    return .none
  }

  /// That of the first heading that has one: `## [1.2.0] - 2026-01-01`, `Version 1.2.0`. One for what is not released yet
  /// is passed over.
  private static func heading(_ text: String) -> Value {
    for line in text.split(whereSeparator: \.isNewline) {
      guard line.hasPrefix("#") || line.first?.isNumber ?? false || line.lowercased().hasPrefix("version") else {
        continue
      }
      let words = line.split { " \t[]()#".contains($0) }
      let version = words.first { word in
        let digits = word.hasPrefix("v") ? word.dropFirst() : word
        return digits.first?.isNumber ?? false && digits.contains(".") && digits.split(separator: "-").count < 3
      }
      if let version { return .version(String(version)) }
    }
    return .none
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return String(text)
  }
}

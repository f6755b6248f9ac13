/// The name of a project, which its variables can refer to.
///
/// Follows compose-go: what the user gives goes first, then `name:` of the last file that has one, then the name of
/// the project directory, brought into the form that is allowed.
struct ProjectName {
  static let variable = "COMPOSE_PROJECT_NAME"

  let options: ComposeOptions
  let session: ComposeSession

  /// - Throws: for a name that is given and not allowed, or one with variables that cannot be substituted.
  func find(
    _ files: [ComposeSource], directory: String, environment: [String: String]
  ) throws(ComposeError) -> String {
    if let given = options.projectName ?? environment[Self.variable], !given.isEmpty {
      guard Self.normalized(given) == given else {
        throw ComposeError(
          ComposePlace(file: ""), "\(ComposeError.quote(given)) is no name for a project",
          remedy: "use lower-case letters, digits, \"-\" and \"_\", with a letter or digit first")
      }
      return given
    }
    var name = ""
    for file in files {
      for document in file.documents {
        guard let node = document.root["name"], case .scalar(let text, _) = node.value, !text.isEmpty else { continue }
        name = try session.expand(text, at: node.place, scopes: [environment])
      }
    }
    let normalized = Self.normalized(name)
    return normalized.isEmpty ? Self.normalized(ComposePath.lastComponent(of: directory)) : normalized
  }

  private static func normalized(_ name: String) -> String {
    let allowed = RuneText.lowercased(name.utf8).filter { byte in
      (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || "-_".utf8.contains(byte)
    }
    return String(decoding: allowed.drop { "-_".utf8.contains($0) }, as: UTF8.self)
  }
}

internal import Files
internal import Git
internal import Glibc
internal import Model

/// Versions of the tools of a build, each asked for at most three seconds.
enum ToolVersions {
  private struct Tool: Sendable {
    let name: String
    let program: String
    let arguments: [String]
  }

  private static let tools = [
    Tool(name: "git", program: "git", arguments: ["--version"]),
    Tool(name: "docker", program: "docker", arguments: ["--version"]),
    Tool(name: "buildx", program: "docker", arguments: ["buildx", "version"]),
    Tool(name: "compose", program: "docker", arguments: ["compose", "version"]),
    Tool(name: "buildkit", program: "buildctl", arguments: ["--version"]),
    Tool(name: "podman", program: "podman", arguments: ["--version"]),
    Tool(name: "python3", program: "python3", arguments: ["--version"]),
    Tool(name: "node", program: "node", arguments: ["--version"]),
    Tool(name: "uv", program: "uv", arguments: ["--version"]),
    Tool(name: "poetry", program: "poetry", arguments: ["--version"]),
  ]

  private static let seconds = 3

  /// By name; "none" for one that is not there.
  ///
  /// - Parameters:
  ///   - directory: nothing that lies in it or in the work tree around it is run: it may come from anybody.
  ///   - path: the variable `PATH`.
  ///   - names: of the tools to ask; nil for all.
  static func read(
    outside directory: String, path: String, only names: [String]? = nil
  ) async -> [String: String] {
    let root = workTree(around: directory)
    return await withTaskGroup(of: (String, String).self) { group in
      for tool in tools where names?.contains(tool.name) ?? true {
        group.addTask { (tool.name, await version(tool, root, path)) }
      }
      var versions: [String: String] = [:]
      for await (name, version) in group { versions[name] = version }
      return versions
    }
  }

  private static func version(_ tool: Tool, _ directory: String, _ path: String) async -> String {
    guard let program = find(tool.program, outside: directory, path) else { return "none" }
    do throws(Breakdown) {
      // In a directory of nobody's, so that no file of the project has a say in which version answers.
      let result = try await BoundedCommand.run(
        program, tool.arguments,
        environment: [("HOME", "/nonexistent"), ("LC_ALL", "C"), ("PATH", "/usr/bin:/bin"), ("TZ", "UTC")],
        directory: "/", seconds: seconds,
        // Others run beside it, and what one leaves behind cannot be told from them.
        keepsBackground: true, hasTerminal: false, lateRemedy: "find out what it waits for")
      // As docker says of a plugin that it does not have.
      guard result.exitCode == 0 else { return "none" }
      let text = String(decoding: result.output.bytes.prefix(400), as: UTF8.self)
      return text.firstMatch(of: /[0-9]+(?:\.[0-9]+)+[0-9A-Za-z.+-]*/).map { String($0.output.prefix(40)) } ?? "unknown"
    } catch {
      return "unknown"
    }
  }

  /// Absolute, without links.
  private static func workTree(around directory: String) -> String {
    if let root = (try? RepositoryLayout.find(around: directory))?.workTree { return root }
    return ResolvedPath.of(directory) ?? directory
  }

  /// The first of that name in `path` that is no file of `directory`.
  static func find(_ program: String, outside directory: String, _ path: String) -> String? {
    for folder in path.split(separator: ":") where folder.hasPrefix("/") {
      let file = folder + "/" + program
      guard access(String(file), X_OK) == 0, let place = ResolvedPath.of(String(file)) else { continue }
      if !place.hasPrefix(directory + "/"), !file.hasPrefix(directory + "/") { return String(file) }
    }
    return nil
  }
}

/// A tool that installs dependencies: how its commands are told, and which files it reads for that.
struct InstallTool: Sendable {
  /// What one command installs from.
  struct Installing {
    let tool: String
    var inputs: [DependencyInstallation.Input] = []
    var projects: [String] = []
    /// Where the tool goes before it reads anything.
    var directory: String?
    var alone: String?
  }

  /// Nil for a command that is none of this tool's installations.
  let installing: @Sendable (RunCommand) -> Installing?

  /// One row a tool; the first that knows a command has it.
  static let all: [InstallTool] = [
    system, pip, pipSync,
    project(
      ["poetry"], ["install", "sync"], manifest: "pyproject.toml", lock: "poetry.lock", directory: ["-C", "-P"],
      withoutProject: ["--no-root", "--only-root"], alone: "poetry install --no-root"),
    project(
      ["uv"], ["sync"], manifest: "pyproject.toml", lock: "uv.lock", directory: ["--directory", "--project"],
      withoutProject: ["--no-install-project", "--no-install-workspace"], alone: "uv sync --no-install-project"),
    project(
      ["pdm"], ["install", "sync"], manifest: "pyproject.toml", lock: "pdm.lock", directory: ["-p", "--project"],
      withoutProject: ["--no-self"], alone: "pdm install --no-self"),
    project(["pipenv"], ["install", "sync"], manifest: "Pipfile", lock: "Pipfile.lock"),
    conda,
    project(
      ["npm"], ["ci", "clean-install", "install", "i"], manifest: "package.json", lock: "package-lock.json",
      settings: ["npm-shrinkwrap.json", ".npmrc"], directory: ["--prefix"]),
    project(
      ["yarn"], ["", "install"], manifest: "package.json", lock: "yarn.lock",
      settings: [".yarnrc", ".yarnrc.yml", ".npmrc"], directory: ["--cwd"]),
    project(
      ["pnpm"], ["install", "i", "fetch"], manifest: "package.json", lock: "pnpm-lock.yaml",
      settings: ["pnpm-workspace.yaml", ".npmrc"], directory: ["-C", "--dir"]),
    project(
      ["bun"], ["install", "i"], manifest: "package.json", lock: "bun.lock", settings: ["bun.lockb", "bunfig.toml"],
      directory: ["--cwd"]),
    project(["cargo"], ["fetch"], manifest: "Cargo.toml", lock: "Cargo.lock"),
    project(["cargo"], ["build"], manifest: "Cargo.toml", lock: "Cargo.lock", withoutProject: [], alone: "cargo fetch"),
    goModules,
    project(["bundle", "bundler"], ["install"], manifest: "Gemfile", lock: "Gemfile.lock"),
    project(["composer"], ["install"], manifest: "composer.json", lock: "composer.lock", directory: ["-d"]),
  ]

  /// A tool that looks for files of fixed names where it runs.
  ///
  /// - Parameters:
  ///   - verbs: what it is told to do; empty for nothing at all.
  ///   - settings: what it reads where it is there.
  ///   - directory: the options that say where it runs.
  ///   - withoutProject: the options with which the project itself is not installed; nil for a tool that never does.
  ///   - alone: what installs the dependencies alone.
  private static func project(
    _ programs: Set<String>, _ verbs: Set<String>, manifest: String, lock: String, settings: [String] = [],
    directory: Set<String> = [], withoutProject: [String]? = nil, alone: String? = nil
  ) -> InstallTool {
    InstallTool { command in
      guard programs.contains(command.program) else { return nil }
      let options = CommandOptions(command.arguments, valued: valued.union(directory))
      let asks = options.has("--version") || options.has("--help")
      // Packages that are named are installed whatever the project has.
      guard verbs.contains(options.verb), options.operands.count <= 1, !options.has("-g", "--global"), !asks else {
        return nil
      }
      let isProject = withoutProject.map { !$0.contains { options.has($0) } } ?? false
      let verb = options.verb.isEmpty ? "install" : options.verb
      return Installing(
        tool: "\(command.program) \(verb)",
        inputs: [.init(manifest, .manifest), .init(lock, .lock)] + settings.map { .init($0, .settings) },
        projects: isProject ? ["."] : [],
        directory: directory.sorted().lazy.compactMap { options.values($0).last }.first,
        alone: isProject ? alone : nil)
    }
  }

  private static let valued: Set<String> = [
    "--extra", "-E", "--extras", "--group", "-G", "--with", "--without", "--only", "--no-group", "--only-group",
    "--package", "--python", "--index", "-i", "--registry", "--cache", "--loglevel", "--omit", "--include",
    "-w", "--workspace", "--filter", "-F", "--network-timeout", "--cache-folder", "--modules-folder", "--mutex",
    "--store-dir", "--network-concurrency", "--fetch-retries", "--fetch-timeout", "--target", "--features", "--profile",
    "--manifest-path", "-j", "--jobs", "--bin", "--retry", "--path", "--userconfig", "--link-mode",
  ]

  private static let system = InstallTool { command in
    guard let install = SystemInstall(command) else { return nil }
    let files = install.packages.map(\.text).filter { PackageName.isPath($0) && !$0.contains("://") }
    let verb = CommandOptions(command.arguments).operands.first { ["install", "add", "in"].contains($0.text) }?.text
    return Installing(tool: "\(install.program) \(verb ?? "install")", inputs: files.map { .init($0, .file) })
  }

  private static let pip = InstallTool { command in
    guard let pip = PipInstall(command) else { return nil }
    let paths = (pip.requirements.filter { !$0.isDynamic }.map(\.text) + pip.editables).filter(PipInstall.isPath)
      .map { String($0.prefix { $0 != "[" }) }
    let isFile = { (path: String) in path.hasSuffix(".whl") || path.hasSuffix(".tar.gz") }
    let constraints = pip.options.values("-c", "--constraint", "--constraints", "--override", "--build-constraint")
    return Installing(
      tool: pip.isUV ? "uv pip install" : "pip install",
      inputs: pip.requirementFiles.filter { !$0.contains("://") }.map { .init($0, .requirements) }
        + constraints.filter { !$0.contains("://") }.map { .init($0, .lock) }
        + paths.filter { isFile($0) && !$0.contains("*") }.map { .init($0, .file) },
      projects: paths.filter { !isFile($0) })
  }

  /// `uv pip sync FILE…` and `pip-sync FILE…`.
  private static let pipSync = InstallTool { command in
    var words = command.arguments[...]
    if command.program == "uv" {
      guard words.prefix(2).map(\.text) == ["pip", "sync"] else { return nil }
      words = words.dropFirst(2)
    } else if command.program != "pip-sync" {
      return nil
    }
    let options = CommandOptions(words, valued: ["-p", "--python", "-c", "--constraint", "--index-url", "-i"])
    let files = options.operands.map(\.text)
    return Installing(
      tool: command.program == "uv" ? "uv pip sync" : "pip-sync",
      inputs: (files.isEmpty ? ["requirements.txt"] : files).map { .init($0, .requirements) })
  }

  private static let conda = InstallTool { command in
    guard ["conda", "mamba", "micromamba", "conda-lock"].contains(command.program) else { return nil }
    let options = CommandOptions(
      command.arguments,
      valued: [
        "-n", "--name", "-p", "--prefix", "-c", "--channel", "-f", "--file", "--solver", "--platform", "--subdir",
        "--repodata-fn", "-r", "--root-prefix",
      ])
    let words = options.operands.map(\.text)
    let isEnvironment = words.first == "env"
    let verb = isEnvironment ? words.dropFirst().first ?? "" : words.first ?? ""
    guard ["install", "create", "update"].contains(verb) else { return nil }
    var files = options.values("-f", "--file").filter { !$0.isEmpty && !$0.contains("://") }
    if command.program == "conda-lock" { files += words.dropFirst() }
    if isEnvironment, files.isEmpty { files = ["environment.yml"] }
    return Installing(
      tool: ([command.program] + (isEnvironment ? ["env"] : []) + [verb]).joined(separator: " "),
      inputs: files.map { .init($0, .requirements) })
  }

  private static let goModules = InstallTool { command in
    guard command.program == "go", command.texts.starts(with: ["mod", "download"]) else { return nil }
    return Installing(
      tool: "go mod download",
      inputs: [
        .init("go.mod", .manifest), .init("go.sum", .lock), .init("go.work", .settings),
        .init("go.work.sum", .settings),
      ])
  }
}

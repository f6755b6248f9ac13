public import Captures
internal import Files
internal import Fingerprints
internal import Git
internal import Glibc
public import Model

/// Where one side of a comparison of machines comes from.
public enum CaptureSource: Hashable, Sendable {
  /// A directory as it is, on this machine.
  case directory(String)
  /// A clean checkout of a revision; as in ``ContextSource/commit(repository:revision:directory:)``.
  case commit(repository: String, revision: String, directory: String?)
  /// A file that `lockstep capture` wrote, perhaps on another machine, or a record.
  case file(String)
}

/// Captures what a machine has, and reads what others captured.
public struct CaptureQuery: Sendable {
  public var dockerfile: String
  public var ignoreOverride: IgnoreOverride?
  /// Whether digests that would give secrets away are left out: for captures that leave the machine.
  public var guards = false
  /// The words that both sides typed.
  public var pair: String?
  /// Whether tools are asked for their versions.
  public var asksTools = true
  private let client: WorkerClient
  private let threads: Int

  public init(dockerfile: String, ignoreOverride: IgnoreOverride?, client: WorkerClient, threads: Int) {
    self.dockerfile = dockerfile
    self.ignoreOverride = ignoreOverride
    self.client = client
    self.threads = threads
  }

  /// - Throws: ``Breakdown``.
  public func answer(_ source: CaptureSource) async throws(Breakdown) -> Capture {
    switch source {
    case .directory(let path): return try await directory(path).capture
    case .commit(let repository, let revision, let directory):
      return try await capture(.commit(repository: repository, revision: revision, directory: directory))
    case .file(let path): return try CaptureReading.read(path)
    }
  }

  /// A directory as it is, and a clean checkout of the HEAD of the repository around it; nil outside of repositories.
  ///
  /// - Throws: ``Breakdown``.
  public func answerWithHead(_ directory: String) async throws(Breakdown) -> (capture: Capture, head: Capture?) {
    let answer = try await self.directory(directory, wantsHead: true)
    return (answer.capture, answer.head)
  }

  /// The entries of a clean checkout of the commit that `capture` is of, from the repository around `repository`; nil
  /// when they are not there.
  public func base(of capture: Capture, in repository: String) async -> [CapturedEntry]? {
    guard let repo = capture.repo else { return nil }
    do throws(Breakdown) {
      var query = self
      query.guards = false
      query.dockerfile = capture.context.dockerfile
      let plan = query.plan(
        .commit(repository: repository, revision: repo.tree + "^{tree}", directory: capture.context.directory),
        wantsEntries: true)
      return try await client.answer(to: .capture(plan)) { if case .capture(let found) = $0 { found } else { nil } }
        .capture.entries
    } catch {
      return nil
    }
  }

  private func capture(_ subject: CapturePlan.Subject) async throws(Breakdown) -> Capture {
    try await ask(plan(subject, wantsEntries: false)).capture
  }

  private func ask(_ plan: CapturePlan) async throws(Breakdown) -> CaptureAnswering.Answer {
    try await client.answer(to: .capture(plan)) { if case .capture(let found) = $0 { found } else { nil } }
  }

  private func plan(_ subject: CapturePlan.Subject, wantsEntries: Bool) -> CapturePlan {
    let user = UserConfiguration()
    return CapturePlan(
      subject: subject, dockerfile: dockerfile, ignoreOverride: ignoreOverride, wantsEntries: wantsEntries,
      configuration: user.files, home: user.home, userFolder: user.folder, guards: guards, pair: pair,
      threads: threads)
  }

  private func directory(
    _ path: String, wantsHead: Bool = false
  ) async throws(Breakdown) -> CaptureAnswering.Answer {
    let absolute = ResolvedPath.of(path) ?? path
    var plan = plan(.directory(absolute), wantsEntries: false)
    plan.wantsHead = wantsHead
    let answer = try await ask(plan)
    return CaptureAnswering.Answer(capture: await withMachine(answer.capture, absolute), head: answer.head)
  }

  /// With what this machine and its tools are.
  private func withMachine(_ tree: Capture, _ absolute: String) async -> Capture {
    var capture = tree
    let variables = EnvironmentFacts.all()
    for (name, value) in SystemFacts.read() { capture.system[name] = value }
    let (values, secrets) = EnvironmentFacts.read(variables)
    capture.env = values
    if secrets > 0 {
      capture.redactions.append(
        Redaction(field: "env", rule: "name of a secret: neither name nor value", count: secrets))
    }
    capture.system["path"] = Self.form(of: absolute)
    if asksTools {
      capture.tools = await ToolVersions.read(outside: absolute, path: variables["PATH"] ?? "/usr/bin:/bin")
    }
    let system = capture.tools["python3"].flatMap(SitePackages.number)
    let python = PythonEnvironment(in: absolute, variables: { variables[$0] }, system: system)
    // What is installed is held against lockfiles.
    guard !capture.lockfiles.isEmpty else {
      if let python {
        capture.python = InstalledPackages(
          version: python.version, environment: python.kind, installed: python.packages?.count ?? 0)
      }
      return capture
    }
    let plan = InstalledPlan(
      directory: absolute, python: python?.version, pythonPackages: python?.packages,
      environment: python?.kind ?? "none", platform: "linux-\(capture.system["arch"] ?? "x86_64")")
    // A lockfile that cannot be read is told by "lockstep locks"; the capture is of more than that.
    do throws(Breakdown) {
      let found = try await client.answer(to: .installed(plan)) {
        if case .installed(let found) = $0 { found } else { nil }
      }
      capture.python = found.python
      capture.node = found.node
      if capture.node != nil, let version = capture.tools["node"], version != "none" { capture.node?.version = version }
    } catch {
      capture.redactions.append(Redaction(field: "python", rule: "could not be read", count: 1))
    }
    return capture
  }

  /// What is known to bite in the text of a path, without the path.
  private static func form(of path: String) -> String {
    var words: [String] = []
    if path.utf8.contains(0x20) { words.append("blanks") }
    if path.utf8.contains(where: { $0 >= 0x80 }) { words.append("not ASCII") }
    if path.utf8.count > 200 { words.append("long") }
    return words.isEmpty ? "plain" : words.joined(separator: ", ")
  }
}

/// Where git finds the configuration of this user and system. Source: git-config(1), "FILES" and "ENVIRONMENT".
private struct UserConfiguration {
  let home: String
  /// Where ignore and attribute files lie that no setting names.
  let folder: String
  let files: [UserRepository.ConfigFile]

  init() {
    func variable(_ name: String) -> String? {
      getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }
    home = variable("HOME") ?? "/nonexistent"
    folder = (variable("XDG_CONFIG_HOME") ?? home + "/.config") + "/git"
    var files: [UserRepository.ConfigFile] = []
    let skipsSystem = variable("GIT_CONFIG_NOSYSTEM").map { !["0", "false", "no", "off"].contains($0) } ?? false
    if !skipsSystem { files.append(.init(.system, variable("GIT_CONFIG_SYSTEM") ?? "/etc/gitconfig")) }
    if let global = variable("GIT_CONFIG_GLOBAL") {
      files.append(.init(.global, global))
    } else {
      files += [.init(.xdg, folder + "/config"), .init(.global, home + "/.gitconfig")]
    }
    self.files = files
  }
}

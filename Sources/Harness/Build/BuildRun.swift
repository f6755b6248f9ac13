internal import BuildContext
internal import Fingerprints
internal import Glibc
internal import Model

/// Runs a scenario's build step in a checkout and fingerprints its outputs.
struct BuildRun {
  let step: BuildStep
  let variation: Variation
  /// The run's own directory.
  let runDirectory: String
  /// Seconds after 1970: the commit's, for `SOURCE_DATE_EPOCH`.
  let epoch: Int64?
  let threads: Int
  /// The context's root in the checkout, where its Dockerfile is.
  let contextRoot: String

  /// What came of it.
  struct Outcome {
    var fingerprints: [Fingerprint]
    /// Of each axis whose value could not be brought about, why.
    var notApplied: [Axis: String]
  }

  /// Builds in `directory`.
  ///
  /// - Throws: ``Breakdown`` when the command fails, takes too long or makes none of the outputs.
  func build(in directory: String) async throws -> Outcome {
    if let image = step.image { return try await self.image(image, of: directory) }
    let conditions = BuildConditions(variation, step: step)
    let notes = runDirectory + "/" + LaunchNotes.buildFile
    // Whoever builds must be able to write the notes, too.
    let file = open(notes, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    if file >= 0 { fchmod(file, 0o666) }
    close(file)
    if let user = CheckoutOwner.id(variation.value(of: .user)) {
      CheckoutOwner.give(directory, to: user, runDirectory: runDirectory)
    }
    // A command that wants a pipe gets an empty one that is closed at once.
    let script = variation.value(of: .stdin) == "pipe" ? ": | (\n\(step.command)\n)" : step.command
    let result = try await BoundedCommand.run(
      "/proc/self/exe",
      Launcher.arguments(conditions.options, notes: notes, program: conditions.program(running: script)),
      environment: environment(conditions), directory: directory, seconds: step.timeLimit,
      what: Self.what)
    guard result.exitCode == 0 else {
      throw Breakdown(
        .environment, code: "build.failed",
        "build: the command ended with status \(Self.status(result.exitCode)): \(result.lastLine)",
        remedy:
          "run it by hand in a fresh checkout; it may change files below $HOME, $TMPDIR and the checkout alone, and what "
          + "\"writable\" names")
    }
    let notApplied = conditions.notApplied.merging(LaunchNotes.read(notes)) { first, _ in first }
    return Outcome(fingerprints: try outputs(in: directory), notApplied: notApplied)
  }

  /// It is started through this program, which tells nobody anything.
  static let what = "build: the command"

  /// An exit status, and which signal it stands for, if any: that of a shell is 128 and the signal's number.
  static func status(_ code: Int32) -> String {
    guard code > 128, code < 128 + 65, let name = strsignal(code - 128) else { return String(code) }
    let names = [SIGKILL: "SIGKILL", SIGSEGV: "SIGSEGV", SIGTERM: "SIGTERM", SIGABRT: "SIGABRT", SIGXFSZ: "SIGXFSZ"]
    let hint = code - 128 == SIGKILL ? "; out of memory is a common reason" : ""
    return "\(code), killed by \(names[code - 128] ?? "signal \(code - 128)") (\(String(cString: name))\(hint))"
  }

  /// What the command finds in its environment.
  func environment(_ conditions: BuildConditions) -> [(name: String, value: String)] {
    let names: [String] = ["HOME", "LANG", "LC_ALL", "TZ"]
    let inherited = names.compactMap { name in
      getenv(name).map { (name: name, value: String(cString: $0)) }
    }
    let noise = EnvironmentNoise.variables(variation.value(of: .environment))
    let temporary = runDirectory + "/tmp"
    mkdir(temporary, 0o1777)
    chmod(temporary, 0o1777)
    let own: [(name: String, value: String)] =
      [("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"), ("TMPDIR", temporary)]
      + (epoch.map { [("SOURCE_DATE_EPOCH", String($0))] } ?? [])
    return noise + inherited + own + conditions.environment + step.environment.map { (name: $0.name, value: $0.value) }
  }

  /// One fingerprint for each pattern, made like that of a context that holds the matching files alone.
  private func outputs(in directory: String) throws -> [Fingerprint] {
    let tree = try DirectoryTree(directory)
    return try step.outputs.map { pattern in
      let contents = try Self.contents(matching: pattern, in: tree, threads: threads)
      guard contents.entries.contains(where: { $0.kind != .directory }) else {
        throw Breakdown(
          .environment, code: "build.outputs",
          "build: the command made no file that matches \(PathText.visible(pattern))",
          remedy: "outputs are patterns relative to the directory the command runs in, such as dist/*")
      }
      return try Fingerprint(subject: OutputSubject.name(pattern), manifest: contents.manifest)
    }
  }

  /// The entries of `tree` that match `pattern`, and the directories above them.
  ///
  /// - Throws: ``ContextFailure``; ``Breakdown`` when one is neither file, directory nor link.
  static func contents(
    matching pattern: String, in tree: DirectoryTree, threads: Int
  ) throws -> BuildContextContents {
    // Everything is ignored, the pattern excepted.
    let rules = try FoundIgnoreFile(name: "outputs", bytes: Array("*\n!\(pattern)\n".utf8))
    // Nothing could be compared of a FIFO or a device, and one of them may be all that two builds differ in.
    for entry in try ContextWalk.select(from: tree, ignoring: rules).selected {
      guard case .special(let what) = entry.kind else { continue }
      throw Breakdown(
        .environment, code: "build.outputs", "build: the output \(PathText.visible(entry.path)) is a \(what)",
        remedy: "let the command make regular files, directories and links there, or name other outputs")
    }
    return try DirectoryContext.read(tree, ignoring: rules, threads: threads)
  }
}

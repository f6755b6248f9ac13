public import ContainerFiles

/// A `RUN` that installs dependencies, and the files that it is given for that.
public struct DependencyInstallation: Hashable, Sendable {
  public struct Input: Hashable, Sendable {
    public enum Kind: String, Sendable {
      /// Names what is wanted.
      case manifest
      /// Says which versions are taken.
      case lock
      /// Both, as the command names it.
      case requirements
      /// A package, or something else that the command names.
      case file
      /// Read where it is there; nothing is missing without it.
      case settings
    }

    /// As the tool looks for it: relative to ``DependencyInstallation/directory``, or absolute.
    public let name: String
    public let kind: Kind

    init(_ name: String, _ kind: Kind) {
      self.name = name
      self.kind = kind
    }
  }

  /// The number of the stage.
  public let stage: Int
  /// Of the `RUN`.
  public let line: Int
  /// Whether it is kept for stages that are built upon this one (`ONBUILD`).
  public let isTrigger: Bool
  /// The program and what it is told to do, such as `pip install`.
  public let tool: String
  /// The command, quotes removed; long ones are cut.
  public let command: String
  /// Where it runs, relative to the stage's directory or absolute: where the script goes with `cd`, and the tool by an
  /// option.
  public let directory: String
  public let inputs: [Input]
  /// Directories that are installed themselves, so that all that is in them counts; as ``Input/name``.
  public let projects: [String]
  /// What installs the dependencies alone, where a project is installed with them.
  public let alone: String?
  /// Words of the commands before it, in the stage and in those it is built upon: whatever names a file may write it. A
  /// star where some command fetches or unpacks what is not known.
  public let written: Set<String>

  /// All of a Dockerfile, in its order; of several commands of one kind in one `RUN` in one directory one.
  ///
  /// - Throws: ``DockerfileError`` for a file that cannot be read.
  public static func all(in dockerfile: [UInt8]) throws(DockerfileError) -> [DependencyInstallation] {
    let subject = try DockerfileSubject(dockerfile, context: nil)
    // What a stage is built upon may have written as well.
    var writtenIn: [Set<String>] = []
    return subject.stages.flatMap { stage -> [DependencyInstallation] in
      var written = stage.parent.map { writtenIn[$0] } ?? []
      let found = stage.runs.flatMap { run in installations(of: run, in: stage.stage.index, &written) }
      writtenIn.append(written)
      return found
    }
  }

  private static func installations(
    of run: RunInstruction, in stage: Int, _ written: inout Set<String>
  ) -> [DependencyInstallation] {
    var found: [DependencyInstallation] = []
    var directory = "."
    for command in run.commands {
      if command.program == "cd", let target = command.arguments.last, !target.isDynamic {
        directory = join(directory, target.text)
      } else if let install = InstallTool.all.lazy.compactMap({ $0.installing(command) }).first {
        let place = install.directory.map { join(directory, $0) } ?? directory
        let text = ([command.program] + command.texts).joined(separator: " ")
        let made = DependencyInstallation(
          stage: stage, line: run.line, isTrigger: run.isTrigger, tool: install.tool,
          command: text.utf8.count > 200 ? String(text.prefix(199)) + "…" : text, directory: place,
          inputs: install.inputs.filter { !$0.name.contains("$") }, projects: install.projects, alone: install.alone,
          written: written)
        if let same = found.firstIndex(where: { $0.tool == made.tool && $0.directory == place }) {
          found[same] = found[same].joined(with: made)
        } else {
          found.append(made)
        }
      } else if written.count < 10_000 {
        written.formUnion(command.texts + command.redirections.map(\.target.text))
        if ["git", "tar", "unzip", "curl", "wget"].contains(command.program) { written.insert("*") }
      }
    }
    return found
  }

  private func joined(with other: DependencyInstallation) -> DependencyInstallation {
    DependencyInstallation(
      stage: stage, line: line, isTrigger: isTrigger, tool: tool, command: command, directory: directory,
      inputs: inputs + other.inputs.filter { !inputs.contains($0) },
      projects: projects + other.projects.filter { !projects.contains($0) }, alone: alone ?? other.alone,
      written: written)
  }

  private static func join(_ directory: String, _ path: String) -> String {
    path.hasPrefix("/") || directory == "." ? path : directory + "/" + path
  }
}

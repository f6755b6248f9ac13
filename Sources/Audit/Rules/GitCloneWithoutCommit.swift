internal import ContainerFiles

extension AuditRule {
  static let gitCloneWithoutCommit = AuditRule(
    "git-clone-without-commit", .warning,
    title: "A repository is cloned without a commit or a version being checked out.",
    why: "The newest commit of a branch is taken, which is another one after the next push.",
    fix:
      "Check out a commit after it (git checkout <id>), or use ADD https://host/repository.git#<id>; tags can be moved, but are let pass.",
    bad: Example("FROM \(Sample.debian)\nRUN git clone https://example.org/tool.git /src\n", line: 2),
    good: Example(
      "FROM \(Sample.debian)\nRUN git clone https://example.org/tool.git /src && git -C /src checkout 1f0c9d3a5b7e2468ace0bdf13579fedcba987654\n"
    ),
    check: .dockerfile { subject in
      let clones = subject.stages.flatMap { stage in
        // A checkout can follow in a RUN of its own.
        let last = stage.runs.last { $0.commands.contains(where: picksCommit) }?.index ?? -1
        return stage.runs.filter { $0.index > last }.flatMap { run in
          run.commands.filter(isMovingClone).map {
            Hit($0.line, "the newest commit of \(address(of: $0)) is taken")
          }
        }
      }
      let added = subject.stages.flatMap(\.copies).filter(\.isAdd).flatMap { copy in
        copy.sources.compactMap { source -> Hit? in
          guard let git = GitAddress(source), !git.isFixed, copy.copy.flags.checksum == nil else { return nil }
          return Hit(copy.line, "the newest commit of \(source) is taken")
        }
      }
      return clones + added
    })

  private static func clone(_ command: RunCommand) -> CommandOptions? {
    guard command.program == "git" else { return nil }
    let options = CommandOptions(
      command.arguments,
      valued: [
        "-C", "-c", "-b", "--branch", "--depth", "-o", "--origin", "-j", "--jobs", "--revision", "--config",
        "--reference",
      ])
    return options.verb == "clone" ? options : nil
  }

  private static func address(of command: RunCommand) -> String {
    clone(command)?.operands.dropFirst().first?.text ?? "it"
  }

  private static func isMovingClone(_ command: RunCommand) -> Bool {
    guard let options = clone(command), options.operands.count > 1 else { return false }
    return !options.values("-b", "--branch", "--revision").contains {
      $0.contains("$") || VersionText.isVersioned($0) || VersionText.isCommit($0)
    }
  }

  /// `git checkout`, `reset`, `fetch` or `switch` with a commit, a version, or a variable that stands for one.
  private static func picksCommit(_ command: RunCommand) -> Bool {
    guard command.program == "git" else { return false }
    let texts = command.texts
    guard texts.contains(where: { ["checkout", "reset", "switch", "fetch", "worktree"].contains($0) }) else {
      return false
    }
    return texts.contains { $0.contains("$") || VersionText.isCommit($0) || VersionText.isVersioned($0) }
  }
}

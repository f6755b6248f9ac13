internal import ArgumentParser

/// `lockstep locks`: the lockfiles of a tree.
struct LocksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "locks",
    abstract: "Finds lockfiles, says how exactly they pin and whether they are fresh, and compares them.",
    discussion: """
      docs/locks.md has the formats, the grades and the JSON. A file that is called like a subcommand is ./diff.

      Examples:
        lockstep locks                             all lockfiles below this directory
        lockstep locks poetry.lock -v              one of them, with all details
        lockstep locks --rev v1.2 --json           those of a tag, with packages
        lockstep locks --min-grade B --fail-stale  for CI: exit 1 for worse or stale
        lockstep locks diff .#v1.2 .               what changed since a tag
      """,
    subcommands: [LocksShowCommand.self, LocksDiffCommand.self], defaultSubcommand: LocksShowCommand.self)
}

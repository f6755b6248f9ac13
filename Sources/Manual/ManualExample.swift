/// A line to type, on the page of the command that it is of.
struct ManualExample: Sendable {
  /// The words after `lockstep`; empty for the tool itself.
  let command: String
  let meaning: String
  let line: String

  static let all: [ManualExample] = [
    .init(
      command: "", meaning: "Write scenarios for a repository, run them, and keep their records:",
      line: """
        lockstep init
        lockstep run
        git add Scenarios
        """),
    .init(command: "", meaning: "Find out why a build is another one here:", line: "lockstep compare"),
    .init(
      command: "run", meaning: "In CI, where no record is written:", line: "lockstep run --check --junit report.xml"),
    .init(
      command: "run", meaning: "Take what differs for the new truth:", line: "lockstep run --accept Scenarios/x.yml"),
    .init(
      command: "merge", meaning: "One report of two parts:",
      line: "lockstep merge part-1.json part-2.json --markdown report.md"),
    .init(command: "explain", meaning: "Of all tracked files:", line: "git ls-files -z | lockstep explain --stdin -z"),
    .init(
      command: "context hash", meaning: "Of a commit, in every scheme:",
      line: "lockstep context hash --rev v1.2.0 --scheme all"),
    .init(
      command: "log", meaning: "The commits since a release at which the context changed:",
      line: "lockstep log v1.2.0..HEAD"),
    .init(
      command: "completions", meaning: "For bash, where bash-completion looks:",
      line: "lockstep completions bash >~/.local/share/bash-completion/completions/lockstep"),
    .init(
      command: "manual", meaning: "Write the pages where man looks, and read one:",
      line: "lockstep manual ~/.local/share/man\nman lockstep-run"),
  ]
}

/// A file that Lockstep reads or writes without being told.
struct ManualFile: Sendable {
  let path: String
  let meaning: String

  static let all: [ManualFile] = [
    .init(path: "Scenarios/", meaning: "the scenarios that run, list, review and migrate take when none are named"),
    .init(path: "NAME.lock", meaning: "the record beside NAME.yml: accepted digests and the texts they were made of"),
    .init(path: "~/.cache/lockstep", meaning: "what is remembered; \"lockstep cache\" checks and removes it"),
    .init(path: "~/.local/state/lockstep", meaning: "the history of runs; \"lockstep history\" tells of it"),
  ]
}

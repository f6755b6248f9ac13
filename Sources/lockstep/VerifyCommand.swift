internal import ArgumentParser
internal import Fingerprints
internal import Glibc
internal import Harness
internal import Model
internal import Reports

/// `lockstep verify`: whether a tag is what it should be.
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Verifies a release tag: one line a check, the verdict last.",
    discussion: """
      Looks at the tag (its kind, its own name, its signature with keys that you name), whether it has moved, whether files \
      of the project give its version, submodules, files of Git LFS, an archive, the context by two routes and several \
      runs, lockfiles and, with a scenario that builds, outputs. No network is used without --remote, and never your own \
      keyring. What was not checked is said, with the reason. Exit 0 when all that is required was checked and passed, \
      1 otherwise. docs/releases.md has the checks, the policy of a scenario and the JSON.

      Examples:
        lockstep verify v1.2.0
        lockstep verify v1.2.0 --allowed-signers release-keys --archive widget-1.2.0.tar.gz
        lockstep verify v1.2.0 --scenario Scenarios/release.yml --remote https://example.org/acme/widget
      """)

  @Argument(help: "The tag, as v1.2.0 or refs/tags/v1.2.0.")
  var tag: String

  @Option(help: "A directory in the repository.", completion: .directory)
  var repo = "."

  @OptionGroup(title: "What is required, and what is looked at") var release: ReleaseOptions

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var color: ColorOption
  @OptionGroup var runner: RunnerOptions

  func run() async throws {
    let verify = try release.verification(of: tag, in: repo)
    let suite = runner.suite(.check)
    let style = color.style
    let prints = !json
    let report = try await Interruption.guarding(suite.client.workers) {
      try await verify.verify(with: suite) { check in
        // Shown as they are made: some take long.
        if prints { try? Console.print(ReleaseText.line(check, style)) }
      }
    }
    if json {
      try Console.write(try JSONText.encode(ReleaseJSON(report)))
    } else {
      for warning in report.warnings { Console.talk("warning: " + warning) }
      try Console.print(ReleaseText.verdict(report, style))
    }
    if !report.isVerified { throw ExitWith(.difference) }
  }
}

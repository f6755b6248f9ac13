internal import Fingerprints
internal import Glibc
internal import Model

extension BuildRun {
  /// Builds an image of the context in `directory` and fingerprints it as it would be pushed.
  ///
  /// The engine's storage is the run's own, so that no run finds the layers of another.
  ///
  /// - Throws: ``Breakdown`` of the environment when the engine is not installed, fails or takes too long.
  func image(_ image: ImageBuild, of directory: String) async throws -> Outcome {
    let commands = try ImageCommands(image.engine, runDirectory: runDirectory)
    var conditions = BuildConditions(variation, step: step)
    conditions.leaveUser(because: "an image is built by whoever runs Lockstep")
    let dockerfile = contextRoot + "/" + image.dockerfile
    guard access(dockerfile, R_OK) == 0 else {
      throw Breakdown(
        .usage, "build the image: there is no Dockerfile \(PathText.visible(image.dockerfile)) in the context",
        remedy: "\"dockerfile\" is relative to the context's root")
    }
    // What is linked has the time of the checkout, and directories that of this moment; engines hash both.
    ModificationTimes.apply(variation.value(of: .mtimes), to: directory, otherwise: epoch ?? 0)
    let network = !conditions.options.contains(.networkOff)
    let notes = runDirectory + "/" + LaunchNotes.buildFile
    let environment = environment(conditions)
    let deadline = time(nil) + step.timeLimit
    do {
      let arguments = commands.all(
        context: directory, dockerfile: dockerfile, epoch: epoch, network: network)
      for arguments in arguments {
        let result = try await BoundedCommand.run(
          "/proc/self/exe", Launcher.arguments(conditions.options, notes: notes, program: arguments),
          environment: environment, directory: directory, seconds: max(1, deadline - time(nil)),
          what: Self.what)
        guard result.exitCode == 0 else {
          throw Breakdown(
            .environment, code: "build.failed",
            "build: \(image.engine.rawValue) ended with status \(result.exitCode): \(result.lastLine)",
            remedy: network || image.engine == .docker
              ? "build the image by hand in a fresh checkout"
              : "a base image is pulled with \"network: on\" only; else build the image by hand in a fresh checkout")
        }
      }
    } catch {
      await commands.cleanUp(environment)
      throw error
    }
    await commands.cleanUp(environment)
    let fingerprints = try ImageLayout(commands.layout).fingerprints()
    return Outcome(
      fingerprints: fingerprints,
      notApplied: conditions.notApplied.merging(LaunchNotes.read(notes)) { first, _ in first })
  }
}

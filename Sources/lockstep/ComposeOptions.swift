internal import ArgumentParser
internal import Fingerprints
internal import Glibc
internal import Harness
internal import Model

/// Options that choose compose files and what they are read with.
struct ComposeFileOptions: ParsableArguments {
  @Option(
    name: [.customShort("f"), .long],
    help: "A compose file, from PATH; each is merged over those before it. Those that Compose finds unless given.",
    completion: .file())
  var file: [String] = []

  @Option(help: "Enable the services of this profile; * for all; may be repeated.")
  var profile: [String] = []

  @Option(help: "Take variables from this file, from PATH, instead of .env; may be repeated.", completion: .file())
  var envFile: [String] = []

  @Option(
    help: ArgumentHelp(
      "Set a variable, or take it from this environment, of which nothing else is used; may be repeated.",
      valueName: "name[=value]"))
  var env: [String] = []

  var isGiven: Bool { !file.isEmpty || !profile.isEmpty || !envFile.isEmpty || !env.isEmpty }

  func validate() throws {
    for variable in env where variable.isEmpty || variable.hasPrefix("=") {
      throw ValidationError("--env needs NAME or NAME=VALUE, not \"\(PathText.visible(variable))\"")
    }
  }

  var choice: ComposeChoice { choice(profiles: profile) }

  /// - Parameter profiles: those that are selected.
  func choice(profiles: [String]) -> ComposeChoice {
    var environment: [String: String] = [:]
    for variable in env {
      let parts = variable.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      if parts.count == 2 {
        environment[parts[0]] = parts[1]
      } else if let value = getenv(variable) {
        environment[variable] = String(cString: value)
      }
    }
    return ComposeChoice(files: file, profiles: profiles, envFiles: envFile, environment: environment)
  }

  func query(_ worker: WorkerOptions, cacheDirectory: String? = nil) -> ComposeQuery {
    ComposeQuery(choice: choice, client: worker.client, threads: Processors.count, cacheDirectory: cacheDirectory)
  }
}

/// Options that take a build from a compose file.
struct ComposeServiceOptions: ParsableArguments {
  @Option(help: "Take the context, the Dockerfile, the target and the arguments from this service of a compose file.")
  var service: String?

  @OptionGroup(title: "Compose options") var files: ComposeFileOptions

  /// For commands that look at one context.
  func requireService() throws {
    if files.isGiven, service == nil { throw ValidationError("--file, --profile, --env-file and --env need --service") }
  }

  func validate(excluding options: ContextOptions) throws {
    if service != nil, options.ignoring.isGiven {
      throw ValidationError("--dockerfile and --ignore-file are the service's own with --service")
    }
  }

  /// The service's build, when one is asked for.
  func build(_ source: ContextSource, _ worker: WorkerOptions) async throws(Breakdown) -> ServiceBuild? {
    guard let service else { return nil }
    let build = try await files.query(worker).service(service, source)
    for warning in build.warnings { Console.talk("warning: \(warning)") }
    return build
  }
}

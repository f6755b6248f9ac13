internal import Harness
internal import Model

/// The JSON of `context ls --compose`, schema `lockstep-compose/v1`.
///
/// What a service has none of is null; `project` is absent where no file and no variable names it.
struct ComposeJSON: Encodable {
  struct Service: Encodable {
    let name: String
    let file: String
    let line: Int
    let enabled: Bool
    let profiles: [String]
    let image: String?
    let build: Build?

    init(_ service: ComposedService) {
      name = service.name
      file = service.file
      line = service.line
      enabled = service.isEnabled
      profiles = service.profiles
      image = service.image
      build = service.build.map(Build.init)
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(name, forKey: .name)
      try container.encode(file, forKey: .file)
      try container.encode(line, forKey: .line)
      try container.encode(enabled, forKey: .enabled)
      try container.encode(profiles, forKey: .profiles)
      try container.encode(image, forKey: .image)
      try container.encode(build, forKey: .build)
    }

    private enum CodingKeys: String, CodingKey { case name, file, line, enabled, profiles, image, build }
  }

  struct Build: Encodable {
    let context: Context
    let dockerfile: String?
    let inlineDockerfile: Bool
    let target: String?
    let args: [String: String]
    let additionalContexts: [Context]
    let dockerfileProblem: String?

    init(_ build: ComposedBuild) {
      context = Context(build.context, name: nil)
      dockerfile = build.dockerfile
      inlineDockerfile = build.isInline
      target = build.target
      args = build.arguments
      additionalContexts = build.additionalContexts.map { Context($0.context, name: $0.name) }
      dockerfileProblem = build.dockerfileProblem.map { "\($0)" }
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(context, forKey: .context)
      try container.encode(dockerfile, forKey: .dockerfile)
      try container.encode(inlineDockerfile, forKey: .inlineDockerfile)
      try container.encode(target, forKey: .target)
      try container.encode(args, forKey: .args)
      try container.encode(additionalContexts, forKey: .additionalContexts)
      try container.encode(dockerfileProblem, forKey: .dockerfileProblem)
    }

    private enum CodingKeys: String, CodingKey {
      case context, dockerfile, inlineDockerfile, target, args, additionalContexts, dockerfileProblem
    }
  }

  struct Context: Encodable {
    /// Of an additional context; absent for the main one.
    let name: String?
    let kind: String
    let source: String
    let ignoreFile: String?
    let entries: Int?
    let bytes: UInt64?
    let digests: [String: String]
    let problem: String?

    init(_ context: ComposedContext, name: String?) {
      self.name = name
      kind = context.kind.rawValue
      source = context.source
      ignoreFile = context.ignoreFile
      entries = context.entryCount
      bytes = context.byteCount
      digests = context.digest.map { ["lockstep-v1": $0] } ?? [:]
      problem = context.problem.map { "\($0)" }
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encodeIfPresent(name, forKey: .name)
      try container.encode(kind, forKey: .kind)
      try container.encode(source, forKey: .source)
      try container.encode(ignoreFile, forKey: .ignoreFile)
      try container.encode(entries, forKey: .entries)
      try container.encode(bytes, forKey: .bytes)
      try container.encode(digests, forKey: .digests)
      try container.encode(problem, forKey: .problem)
    }

    private enum CodingKeys: String, CodingKey { case name, kind, source, ignoreFile, entries, bytes, digests, problem }
  }

  let schema = "lockstep-compose/v1"
  let commit: String?
  let project: String?
  let files: [String]
  let services: [Service]
  let warnings: [String]

  init(_ answer: ComposeAnswer) {
    commit = answer.commit
    project = answer.project
    files = answer.files
    services = answer.services.map(Service.init)
    warnings = answer.warnings
  }
}

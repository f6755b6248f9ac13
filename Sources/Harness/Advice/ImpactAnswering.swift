internal import BuildContext
internal import ContainerFiles
internal import Fingerprints
internal import Model

/// Follows files to what changes with them: the stages of a Dockerfile and the services of compose files.
struct ImpactAnswering<Tree: ContextTree & ContextFiles> {
  /// What stands before the name of a service where a stage could be named too.
  private static var servicePrefix: String { "service:" }

  let context: AdvisedContext<Tree>
  let plan: AdvicePlan

  func answer(
    _ paths: [String], inverse: String?, _ choice: ComposeChoice, in repository: some ComposeRepository
  ) throws -> ImpactAnswer {
    if let inverse {
      guard inverse.hasPrefix(Self.servicePrefix) else {
        return .inverse(stage: inverse, files: try StageImpact(context: context, plan: plan).inverse(inverse))
      }
      return try answer(service: String(inverse.dropFirst(Self.servicePrefix.count)), choice, in: repository)
    }
    var warnings: [String] = []
    var reading: ComposeReading?
    do throws(ComposeError) {
      reading = try ComposeReading.read(choice, in: repository.files)
    } catch {
      // A file that nobody named must not keep the rest from being answered.
      guard choice.files.isEmpty else { throw Breakdown(error) }
      warnings.append("\(Breakdown(error)); no services are known")
    }
    let stages = try StageImpact(context: context, plan: plan, needsDockerfile: reading == nil)
    var impacts = try stages.forward(paths)
    if let compose = reading.map({ ComposeImpact(repository, $0) }) {
      warnings += compose.warnings
      for (index, impact) in impacts.enumerated() {
        guard let path = PathText.unescaped(Array(impact.path.utf8)).flatMap({ BytePath($0).normalised() }) else {
          continue
        }
        impacts[index].services = compose.services(changedBy: path)
        impacts[index].isComposeFile = compose.isComposeFile(path)
      }
    }
    return .forward(impacts, dockerfile: stages.hasDockerfile ? plan.dockerfile : nil, warnings: warnings)
  }

  private func answer(
    service: String, _ choice: ComposeChoice, in repository: some ComposeRepository
  ) throws -> ImpactAnswer {
    let reading: ComposeReading?
    do throws(ComposeError) {
      reading = try ComposeReading.read(choice, in: repository.files)
    } catch {
      throw Breakdown(error)
    }
    guard let reading else { throw ComposeReading.none }
    let compose = ComposeImpact(repository, reading)
    return .service(service, files: try compose.inverse(service), warnings: compose.warnings)
  }
}

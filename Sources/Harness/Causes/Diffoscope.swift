internal import Fingerprints
internal import Foundation
internal import Glibc
public import Model

/// Hands two trees to diffoscope.
public struct Diffoscope: Sendable {
  private let client: WorkerClient

  public init(client: WorkerClient) { self.client = client }

  /// Where it is installed; nil when it is not.
  public static var program: String? {
    let path = getenv("PATH").map { String(cString: $0) } ?? ""
    return path.split(separator: ":").map { $0 + "/diffoscope" }.first { access($0, X_OK) == 0 }
  }

  /// Lets it compare two directories; it writes to this process's standard output.
  ///
  /// - Throws: ``Breakdown`` when it is not installed or cannot be started.
  public static func compare(_ left: String, _ right: String) throws(Breakdown) {
    guard let program else {
      throw Breakdown(
        .environment, "compare with diffoscope: it is not installed", remedy: "apt-get install diffoscope")
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = ["--", left, right]
    do {
      try process.run()
    } catch {
      throw Breakdown(.environment, "start diffoscope: \(PathText.visible("\(error)"))")
    }
    process.waitUntilExit()
  }

  /// The same of two contexts; a commit is checked out into a temporary directory first.
  ///
  /// - Throws: ``Breakdown``, also for an archive, which has been read.
  public func compare(_ left: ContextSource, _ right: ContextSource) async throws(Breakdown) {
    let sandbox = try Sandbox.make()
    defer { sandbox.remove() }
    let first = try await directory(left, in: sandbox, named: "first")
    try Self.compare(first, try await directory(right, in: sandbox, named: "second"))
  }

  private func directory(
    _ source: ContextSource, in sandbox: Sandbox, named name: String
  ) async throws(Breakdown) -> String {
    switch source {
    case .directory(let path): return path
    case .archive:
      throw Breakdown(.usage, "compare an archive with diffoscope", remedy: "unpack it and name the directory")
    case .commit(let repository, let revision, let subdirectory):
      let directory = try sandbox.directory(name)
      let scenario = Scenario(
        name: name, repository: .repository(path: repository, revision: revision), observe: [],
        vary: VariationPlan(runs: 1, axes: []))
      let variation = Variation(run: 1, changing: [])
      let plan = RunPlan(
        scenario: scenario, variation: variation, directory: directory, repositoryPath: repository, threads: 1)
      let environment = RunConditions.environment(variation, directory: directory)
      switch await client.reply(to: .run(plan), environment: environment) {
      case .broken(let breakdown, _): throw breakdown
      default: break
      }
      let checkout = VariedPath.checkout(variation.value(of: .path), in: directory)
      return subdirectory.map { $0 == "." ? checkout : checkout + "/" + $0 } ?? checkout
    }
  }
}

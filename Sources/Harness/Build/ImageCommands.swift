internal import Glibc
internal import Model

/// The commands that build an image with an engine and write it as an OCI layout.
struct ImageCommands {
  private let engine: ImageBuild.Engine
  private let program: String
  private let runDirectory: String
  /// The image's name, which nobody else has.
  private let name: String

  /// Where the layout is written.
  var layout: String { runDirectory + "/image" }

  /// - Throws: ``Breakdown`` of the environment, naming the package, when the engine is not installed.
  init(_ engine: ImageBuild.Engine, runDirectory: String) throws(Breakdown) {
    let places = ["/usr/local/bin/", "/usr/bin/", "/bin/"].map { $0 + engine.rawValue }
    guard let program = places.first(where: { access($0, X_OK) == 0 }) else {
      throw Breakdown(
        .environment, code: "build.engine", "build the image: \(engine.rawValue) is not installed",
        remedy: "install the package \(engine == .docker ? "docker.io" : engine.rawValue)")
    }
    self.engine = engine
    self.program = program
    self.runDirectory = runDirectory
    let last = runDirectory.split(separator: "/").suffix(2).joined(separator: "-")
    name = "lockstep-" + last.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
  }

  /// In their order; each must succeed.
  ///
  /// - Parameters:
  ///   - epoch: the commit's time, which the engine is to use for everything it dates itself.
  ///   - network: whether a base image may be pulled that is not there, and `RUN` reaches anything.
  func all(context: String, dockerfile: String, epoch: Int64?, network: Bool) -> [[String]] {
    // In a storage of the run's own no image is older than the registry's.
    let pull = network ? "--pull=true" : "--pull=never"
    let dates = epoch.map { ["--timestamp", String($0)] } ?? []
    // What the rules drop is not in the directory, so no rules are left to apply.
    let build =
      [program] + storage
      + ["build", "--isolation", "chroot", "--layers=false", pull, "--ignorefile", "/dev/null"] + dates
      + ["--file", dockerfile, "--tag", name, context]
    switch engine {
    case .buildah:
      return [
        build, [program] + storage + ["push", "--disable-compression", name, "oci:\(layout):image"],
      ]
    case .podman:
      return [
        build, [program] + storage + ["save", "--format", "oci-dir", "--output", layout, name],
      ]
    case .docker:
      return [
        [program, "build", "--no-cache"] + (network ? [] : ["--network", "none"])
          + (epoch.map { ["--build-arg", "SOURCE_DATE_EPOCH=\($0)"] } ?? [])
          + ["--file", dockerfile, "--tag", name, context],
        [program, "save", "--output", layout + ".tar", name],
        ["/bin/mkdir", layout], ["/bin/tar", "-xf", layout + ".tar", "-C", layout],
      ]
    }
  }

  /// Gives back what lies outside the run's directory, or could not be removed with it.
  func cleanUp(_ environment: [(name: String, value: String)]) async {
    let arguments = engine == .docker ? ["image", "rm", "--force", name] : storage + ["rmi", "--all", "--force"]
    _ = try? await BoundedCommand.run(program, arguments, environment: environment, seconds: 60)
  }

  private var storage: [String] {
    ["--root", runDirectory + "/storage", "--runroot", runDirectory + "/storage-run", "--storage-driver", "vfs"]
  }
}

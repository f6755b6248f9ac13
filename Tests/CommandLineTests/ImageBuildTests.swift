import Foundation
import TestSupport
import Testing

/// `build: {image: …}`: images of the real buildah, and what is said where there is none.
@Suite("image builds")
struct ImageBuildTests {
  private static let hasBuildah =
    Workspace.isRoot && FileManager.default.isExecutableFile(atPath: "/usr/bin/buildah")

  private func scenario(
    _ dockerfile: String, engine: String = "buildah", vary: String = "{ runs: 2, axes: [timezone, locale] }"
  ) -> String {
    """
    schemaVersion: 1
    name: image
    record: false
    repo:
      synthetic:
        commits:
          - files:
              Dockerfile: "\(dockerfile)"
              a: "1\\n"
              d/run.sh: { content: "#!/bin/sh\\n", executable: true }
              secret: "s\\n"
              .dockerignore: "secret\\n"
    vary: \(vary)
    build:
      image: { engine: \(engine), dockerfile: Dockerfile }

    """
  }

  private func run(_ scenario: String) throws -> (status: Int32, text: String) {
    let workspace = try Workspace()
    try workspace.write("s.yml", scenario)
    let result = try workspace.lockstep("run", "-v", "s.yml")
    #expect(try workspace.leftovers() == [], "the engine's storage goes with the run")
    return (result.status, result.output + result.errors)
  }

  @Test("the same image in every run, whatever the time zone", .enabled(if: hasBuildah, "needs root and buildah"))
  func same() throws {
    let (status, text) = try run(scenario("FROM scratch\\nCOPY . /app/\\nENV X=1\\n"))
    #expect(status == 0, "\(text)")
    #expect(text.contains("image config") && text.contains("image layer 1"), "\(text)")
  }

  @Test("a mode that the umask chose is named in its layer", .enabled(if: hasBuildah, "needs root and buildah"))
  func umask() throws {
    let (status, text) = try run(scenario("FROM scratch\\nCOPY a /a\\n", vary: "{ runs: 2, axes: [umask] }"))
    #expect(status == 3, "\(text)")
    #expect(text.contains("image layer 1"), "\(text)")
    #expect(text.contains("(mode 1006"), "\(text)")
    #expect(text.contains("rootfs.diff_ids[0]"), "\(text)")
  }

  @Test("neither times nor the owner of the checkout get into it", .enabled(if: hasBuildah, "needs root and buildah"))
  func timesAndOwner() throws {
    let (status, text) = try run(scenario("FROM scratch\\nCOPY . /app/\\n", vary: "{ runs: 2, axes: [mtimes, user] }"))
    #expect(status == 0, "\(text)")
    #expect(text.contains("an image is built by whoever runs Lockstep"), "\(text)")
  }

  @Test(
    "a Dockerfile that is not there, and a base image without the network",
    .enabled(if: hasBuildah, "needs root and buildah"))
  func impossible() throws {
    let missing = try run(
      scenario("FROM scratch\\n").replacingOccurrences(of: "dockerfile: Dockerfile", with: "dockerfile: nope"))
    #expect(missing.text.contains("there is no Dockerfile nope in the context"), "\(missing.text)")
    let (status, text) = try run(scenario("FROM debian:12\\n"))
    #expect(status == 7, "\(text)")
    #expect(text.contains("a base image is pulled with \"network: on\" only"), "\(text)")
  }

  @Test("what a rule drops cannot be copied: the build fails", .enabled(if: hasBuildah, "needs root and buildah"))
  func ignored() throws {
    let (status, text) = try run(scenario("FROM scratch\\nCOPY secret /\\n"))
    #expect(status == 7, "\(text)")
    #expect(text.contains("buildah ended with status"), "\(text)")
  }

  @Test("an engine that is not there is named with its package")
  func missing() throws {
    let engine = ["podman", "docker", "buildah"].first { name in
      !["/usr/local/bin/", "/usr/bin/", "/bin/"].contains {
        FileManager.default.isExecutableFile(atPath: $0 + name)
      }
    }
    guard let engine else { return }
    let (status, text) = try run(scenario("FROM scratch\\nCOPY a /a\\n", engine: engine))
    #expect(status == 7, "\(text)")
    #expect(text.contains("\(engine) is not installed [build.engine]"), "\(text)")
    #expect(text.contains("install the package \(engine == "docker" ? "docker.io" : engine)"), "\(text)")
  }
}

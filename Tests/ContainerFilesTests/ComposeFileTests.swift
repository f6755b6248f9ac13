import ContainerFiles
import Testing

@Suite("compose files")
struct ComposeFileTests {
  @Test("builds in their short and long form, in the order of the file")
  func builds() throws {
    let file = try ComposeFile(
      """
      services:
        web: { build: . , ports: ["80:80"] }
        db: { image: postgres }
        worker:
          build: { context: services/worker, dockerfile: prod.Dockerfile }
        plain:
          build: { target: dev }
      """)
    #expect(file.builds.map(\.service) == ["web", "worker", "plain"])
    #expect(file.builds.map(\.context) == [".", "services/worker", "."])
    #expect(file.builds.map(\.dockerfile) == [nil, "prod.Dockerfile", nil])
  }

  @Test("a file without services builds nothing; what is no YAML is refused with the line")
  func edges() throws {
    #expect(try ComposeFile("version: '3'\n").builds.isEmpty)
    #expect {
      _ = try ComposeFile("services:\n  web: [\n")
    } throws: { error in
      ((error as? ComposeFile.Failure)?.line ?? 0) > 0
    }
    #expect(throws: ComposeFile.Failure.self) { try ComposeFile("services: {web: {build: [a]}}") }
  }
}

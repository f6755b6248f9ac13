import ContainerFiles
import Testing

@Suite("Dockerfiles that BuildKit built", .enabled(if: RecordedContexts.isPresent, "needs ../shared/vectors"))
struct DockerfileRecordTests {
  @Test("select what BuildKit selected, and transfer what it asked for")
  func records() throws {
    let cases = try RecordedContexts.cases()
    #expect(cases.count == 240)
    for example in cases {
      let plan = try Dockerfile.read(example.dockerfile).plan()
      #expect(plan.transfer == example.followPaths.map { .paths($0.map(Self.word)) } ?? .everything, "\(example)")
      let selected = plan.contextReads.map { read in
        read.sources.map { source in
          RecordedContexts.Source(
            path: source.path.description, include: source.include.map { [$0.description] },
            exclude: read.excludes.isEmpty ? nil : read.excludes.map(\.description),
            required: source.required.map { [$0.description] })
        }
      }
      #expect(selected == example.copyInstructions.map(\.copySources), "\(example)")
    }
  }

  private static func word(_ text: String) -> Dockerfile.Word { Dockerfile.Word(Array(text.utf8)) }
}

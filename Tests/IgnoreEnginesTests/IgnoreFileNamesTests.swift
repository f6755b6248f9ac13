import IgnoreEngines
import Testing

@Suite("where each engine looks for its ignore file")
struct IgnoreFileNamesTests {
  @Test("names are in the order in which the builder prefers them")
  func names() {
    let own = ["docker/web.dockerfile.dockerignore", ".dockerignore"]
    let expected: [IgnoreEngine: [String]] = [
      .buildkit: own, .kaniko: own, .gitignore: own, .classic: [".dockerignore"],
      .buildah: [own[0], "docker/web.dockerfile.containerignore", ".containerignore", ".dockerignore"],
    ]
    for engine in IgnoreEngine.allCases {
      #expect(engine.ignoreFileNames(dockerfile: "docker/web.dockerfile") == expected[engine])
    }
  }

  @Test("every engine says in a sentence what is special about it")
  func summaries() {
    #expect(Set(IgnoreEngine.allCases.map(\.summary)).count == IgnoreEngine.allCases.count)
    for engine in IgnoreEngine.allCases {
      #expect(!engine.summary.isEmpty && !engine.summary.contains("\n"))
    }
  }
}

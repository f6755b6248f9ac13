import ContainerFiles
import Testing

@Suite("the compose files of a directory")
struct ComposeDiscoveryTests {
  private func find(
    _ files: [String: String], in directory: String = ".", options: ComposeOptions = ComposeOptions()
  ) throws -> ComposeDiscovery {
    try ComposeDiscovery.find(in: directory, options: options) { path in
      if path == ".." || path.hasPrefix("../") { return .unreadable("outside") }
      return files[path].map { .file(Array($0.utf8)) } ?? .missing
    }
  }

  @Test(
    "are the first name that is there, with the first override",
    arguments: [
      (["compose.yaml"], ["compose.yaml"], 0),
      (["docker-compose.yaml", "docker-compose.yml"], ["docker-compose.yml"], 1),
      (
        ["compose.yml", "compose.yaml", "docker-compose.yml", "compose.override.yaml", "docker-compose.override.yml"],
        ["compose.yaml", "compose.override.yaml"], 3
      ),
      (["compose.override.yml"], [], 0), ([], [], 0), (["d/compose.yaml"], [], 0),
      (["compose.yaml", "docker-compose.override.yaml"], ["compose.yaml", "docker-compose.override.yaml"], 0),
    ] as [([String], [String], Int)])
  func names(_ there: [String], _ expected: [String], _ warnings: Int) throws {
    let found = try find(Dictionary(uniqueKeysWithValues: there.map { ($0, "") }))
    #expect(found.names == expected)
    #expect(found.warnings.count == warnings)
  }

  @Test("are looked for upwards, with the variables of the directory one starts in")
  func upwards() throws {
    let files = ["compose.yaml": "", "compose.override.yml": "", "a/b/.env": "X=1"]
    let found = try find(files, in: "a/b")
    #expect(found.names == ["compose.yaml", "compose.override.yml"])
    #expect(found.options.environment == ["X": "1"])
    #expect(try find(files).options.environment.isEmpty)
    #expect(try find(["a/compose.yml": "", "compose.yaml": ""], in: "a/b").names == ["a/compose.yml"])
  }

  @Test("are those that COMPOSE_FILE names, of the environment or of .env")
  func environment() throws {
    let env = "COMPOSE_FILE=one.yaml:d/two.yaml\n"
    #expect(try find([".env": env, "compose.yaml": ""]).names == ["one.yaml", "d/two.yaml"])
    #expect(try find(["a/.env": env], in: "a").names == ["a/one.yaml", "a/d/two.yaml"])
    let semicolons = try find([".env": "COMPOSE_FILE=a:b;c\nCOMPOSE_PATH_SEPARATOR=;\n"])
    #expect(semicolons.names == ["a:b", "c"])
    let given = try find([".env": env], options: ComposeOptions(environment: ["COMPOSE_FILE": "own.yaml"]))
    #expect(given.names == ["own.yaml"])
    #expect(
      try find(["x.env": env, "compose.yaml": ""], options: ComposeOptions(envFiles: ["x.env"])).names.count == 2)
    #expect(throws: ComposeError.self) { try find([".env": "A='"]) }
  }

  @Test("are read with the places of what is missing")
  func reading() throws {
    let files = ["compose.yaml": "services: {a: {image: i}}", "b.yaml": "services: {a: {image: j}}"]
    func read(_ names: [String]) throws(ComposeError) -> ComposeProject {
      try ComposeProject.read(named: names, options: ComposeOptions()) { path in
        files[path].map { .file(Array($0.utf8)) } ?? (path == "x" ? .unreadable("why") : .missing)
      }
    }
    #expect(try read(["compose.yaml", "b.yaml"]).services.first?.image == "j")
    for (name, message) in [("nope", "there is no such compose file"), ("x", "it cannot be read: why")] {
      #expect { try read([name]) } throws: { error in
        (error as? ComposeError)?.message == message && (error as? ComposeError)?.place.file == name
      }
    }
  }
}
